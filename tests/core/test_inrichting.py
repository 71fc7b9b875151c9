"""Roles in the database are those of the table, however often the command runs."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command

from toezicht.core import inrichting, rollen
from toezicht.core.inrichting import richt_in
from toezicht.core.models import Bericht, User
from toezicht.core.rollen import ROLLEN, Rol

pytestmark = pytest.mark.django_db


def rechten(code):
    rijen = Group.objects.get(name=code).permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in rijen}


def test_every_role_has_exactly_its_rights():
    uitkomst = richt_in()
    assert uitkomst.gemaakt == tuple(rol.code for rol in ROLLEN)
    assert uitkomst.ontbreekt == (), "a right in rollen.py that no model has"
    for rol in ROLLEN:
        assert rechten(rol.code) == set(rol.rechten)


def test_again_changes_nothing_and_strays_are_put_right():
    richt_in()
    assert (richt_in().gemaakt, richt_in().gewijzigd) == ((), ())
    group = Group.objects.get(name=rollen.GEDEPUTEERDE)
    group.permissions.add(Permission.objects.get(codename="beheer_accounts"))
    eigen = Group.objects.create(name="eigen groep")
    assert richt_in().gewijzigd == (rollen.GEDEPUTEERDE,)
    assert rechten(rollen.GEDEPUTEERDE) == set(
        next(r for r in ROLLEN if r.code == rollen.GEDEPUTEERDE).rechten
    )
    assert Group.objects.filter(pk=eigen.pk).exists()


def test_a_right_that_does_not_exist_is_said(monkeypatch, capsys):
    monkeypatch.setattr(inrichting, "ROLLEN", (Rol("proef", "proef", ("core.bestaat_niet",)),))
    call_command("inrichten")
    assert "Let op: het recht core.bestaat_niet bestaat niet" in capsys.readouterr().err


def test_the_first_beheerder(capsys):
    with pytest.raises(CommandError, match="--email"):
        call_command("inrichten", "--beheerder", "bas")
    call_command("inrichten", "--beheerder", "bas", "--email", "bas@voorbeeldland.example")
    bas = User.objects.get(username="bas")
    assert bas.has_perm(rollen.BEHEER_ACCOUNTS)
    assert Bericht.objects.get().ontvanger == bas
    call_command("inrichten", "--beheerder", "bas", "--email", "bas@voorbeeldland.example")
    assert "bestaat al" in capsys.readouterr().out
    assert Bericht.objects.count() == 1
