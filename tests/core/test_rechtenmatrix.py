"""Role × page: every page opened as every role, against the table in docs/rollen.md (ladder.md 5.1)."""

import pytest
from django.core.management import call_command
from django.test import Client

from tests.core.test_toegang import OPENBAAR, VOOR_ELK_ACCOUNT, adressen, vraag
from tests.factories import UserFactory
from toezicht.core.rollen import ROLLEN
from toezicht.core.rollentabel import mag, paginas, rechtnamen

pytestmark = pytest.mark.eenmaal
PAGINAS = {naam: (rechten, een) for naam, rechten, een in paginas()}


def test_the_table_in_the_documentation_is_the_code():
    call_command("rollentabel", "--controleer")


def test_every_page_names_its_rights_or_is_open_on_purpose():
    namen = {naam for naam, _ in adressen()}
    assert namen - set(PAGINAS) - OPENBAAR - VOOR_ELK_ACCOUNT == set()
    gebruikt = {recht for rechten, _ in PAGINAS.values() for recht in rechten}
    assert gebruikt <= set(rechtnamen())
    assert {recht for rol in ROLLEN for recht in rol.rechten} <= set(rechtnamen())


@pytest.mark.django_db
@pytest.mark.parametrize("rol", ROLLEN, ids=lambda rol: rol.code)
def test_a_role_opens_what_the_table_says_and_nothing_else(rol):
    """403 exactly where the table has no mark; with made-up numbers what is open is a page or a 404."""
    client = Client()
    client.force_login(UserFactory(rollen=[rol.code]))
    anders = {}
    for naam, adres in adressen():
        if naam not in PAGINAS:
            continue
        rechten, een = PAGINAS[naam]
        open_ = mag(rol, rechten, een_is_genoeg=een)
        status = vraag(client, str(adres)).status_code
        if (status != 403) is not open_ or status >= 500:
            anders[naam] = (status, open_)
    assert anders == {}
