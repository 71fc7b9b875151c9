"""Making a key while somebody closes the account, or names it in a row of their own."""

import threading

import pytest
from django.db import connection, transaction

from tests.draden import in_draden
from tests.factories import BeheerderFactory, ToezichthouderFactory
from toezicht.core import accounts, clock, sleutels
from toezicht.core.fouten import Conflict
from toezicht.core.models import Toegangssleutel

pytestmark = pytest.mark.django_db(transaction=True)


def maak(account):
    return sleutels.maak_sleutel(account=account, naam="Zaaksysteem", geldig_tot=clock.vandaag())


def test_an_account_that_closes_gets_no_key_after_its_keys_were_withdrawn(monkeypatch):
    noor, beheerder = ToezichthouderFactory(), BeheerderFactory()
    ingetrokken, echt = threading.Event(), accounts.trek_alle_in

    def trek_in_en_wacht(**wat):
        aantal = echt(**wat)
        ingetrokken.set()
        wachter.wait(1)
        return aantal

    wachter = threading.Event()
    monkeypatch.setattr(accounts, "trek_alle_in", trek_in_en_wacht)

    def sluit():
        return accounts.sluit_account(by=beheerder, account_id=noor.pk, reden="Uit dienst.").pk

    def vraag_sleutel():
        assert ingetrokken.wait(30)
        return maak(noor)

    uit = in_draden(sluit, vraag_sleutel)
    assert noor.pk in uit
    assert [type(u) for u in uit if u != noor.pk] == [Conflict], uit
    assert not Toegangssleutel.objects.filter(account=noor).exists()


def test_making_a_key_does_not_wait_for_who_names_the_account():
    noor = ToezichthouderFactory()
    with transaction.atomic():
        with connection.cursor() as cursor:  # the lock that a row naming the account takes when it is checked
            cursor.execute("SELECT 1 FROM core_user WHERE id = %s FOR KEY SHARE", [noor.pk])
        (uit,) = in_draden(lambda: maak(noor), geduld=10)
    assert isinstance(uit, tuple), uit
