"""Factories that are roles (style.md b13). A plain `UserFactory()` is the outsider who may do nothing."""

import datetime as dt

import factory
from django.contrib.auth.models import Group, Permission

from toezicht.core import rollen
from toezicht.core.models import User
from toezicht.organisaties.models import Overheid, OverheidSoort

WACHTWOORD = "veilig-wachtwoord-voor-de-tests"


def groep(code: str) -> Group:
    """The group of a role with exactly the rights of `rollen.ROLLEN`."""
    group, created = Group.objects.get_or_create(name=code)
    if created:
        rechten = next(rol.rechten for rol in rollen.ROLLEN if rol.code == code)
        wanted = {tuple(recht.split(".")) for recht in rechten}
        group.permissions.set(
            permission
            for permission in Permission.objects.select_related("content_type").filter(
                codename__in=[codename for _, codename in wanted]
            )
            if (permission.content_type.app_label, permission.codename) in wanted
        )
    return group


class UserFactory(factory.django.DjangoModelFactory):
    """An account without any role; `wachtwoord` is `WACHTWOORD`, extra roles by `rollen=("jurist",)`."""

    _rol = ""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"gebruiker{n}")
    first_name = factory.Sequence(lambda n: f"Voornaam{n}")
    last_name = factory.Sequence(lambda n: f"Achternaam{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@voorbeeldland.example")
    password = factory.django.Password(WACHTWOORD)

    @factory.post_generation
    def rollen(self, create, extracted, **kwargs):
        if create and extracted:
            self.groups.add(*[groep(code) for code in extracted])

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        user = super()._create(model_class, *args, **kwargs)
        if cls._rol:
            user.groups.add(groep(cls._rol))
        return user


class ToezichthouderFactory(UserFactory):
    """Registers, weighs, drafts."""

    _rol = rollen.TOEZICHTHOUDER


class FinancieelToezichthouderFactory(UserFactory):
    """As toezichthouder, for finance."""

    _rol = rollen.FINANCIEEL_TOEZICHTHOUDER


class CoordinatorFactory(UserFactory):
    """Allocates and is the second pair of eyes."""

    _rol = rollen.COORDINATOR


class JuristFactory(UserFactory):
    """Checks the law."""

    _rol = rollen.JURIST


class TeamleiderFactory(UserFactory):
    """Decides by mandate on the light letters."""

    _rol = rollen.TEAMLEIDER


class GedeputeerdeFactory(UserFactory):
    """The deputy who holds the portfolio."""

    _rol = rollen.GEDEPUTEERDE


class SecretariaatFactory(UserFactory):
    """Registers what GS decided."""

    _rol = rollen.GS_SECRETARIAAT


class KabinetFactory(UserFactory):
    """Works in the closed room of the cdK."""

    _rol = rollen.CDK_KABINET


class BeheerderFactory(UserFactory):
    """Accounts and health, no content."""

    _rol = rollen.BEHEERDER


class OverheidFactory(factory.django.DjangoModelFactory):
    """A fictional gemeente, beyond the codes that the tests name themselves (up to GM9950)."""

    class Meta:
        model = Overheid

    code = factory.Sequence(lambda n: f"GM{9951 + n:04d}" if n < 48 else f"GX{n:04d}")
    soort = OverheidSoort.GEMEENTE
    naam = factory.LazyAttribute(lambda overheid: f"Voorbeeldgemeente {overheid.code}")
    geldig_van = dt.date(2000, 1, 1)
