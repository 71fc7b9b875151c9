"""Reading the logboek: who sees what, filters, and pages that cost the same however deep."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import (
    BeheerderFactory,
    CoordinatorFactory,
    GedeputeerdeFactory,
    JuristFactory,
    OverheidFactory,
    TeamleiderFactory,
    ToezichthouderFactory,
    UserFactory,
)
from toezicht.core import clock
from toezicht.core.logboek import Onderwerp, schrijf
from toezicht.core.models import Logboekregel
from toezicht.core.selectors import NIEUWER, OUDER, Logfilter, logboekpagina, zichtbare_regels

pytestmark = pytest.mark.django_db


def regel(onderwerp_id="1", soort="dossier", code="GM9901", datum=None, **kwargs):
    gegevens = {"handeling": "stap_gezet", "door": None, "gebeurd_op": datum, **kwargs}
    return schrijf(onderwerp=Onderwerp(soort, onderwerp_id, code), **gegevens)


class TestZichtbaar:
    @pytest.fixture
    def regels(self):
        self.schrijver = ToezichthouderFactory()
        return {
            soort: regel(vertrouwelijkheid=soort, door=self.schrijver).pk
            for soort in ("openbaar", "intern", "vertrouwelijk", "cdk")
        }

    def ziet(self, user, regels):
        zichtbaar = set(zichtbare_regels(user).values_list("pk", flat=True))
        return {soort for soort, pk in regels.items() if pk in zichtbaar}

    def test_open_and_internal_lines_for_who_may_read(self, regels):
        for factory in (ToezichthouderFactory, GedeputeerdeFactory):
            assert self.ziet(factory(), regels) == {"openbaar", "intern"}

    def test_confidential_lines_for_three_roles_and_the_writer(self, regels):
        for user in (CoordinatorFactory(), TeamleiderFactory(), JuristFactory(), self.schrijver):
            assert self.ziet(user, regels) == {"openbaar", "intern", "vertrouwelijk"}

    def test_an_outsider_sees_nothing_and_beheer_only_accounts(self, regels):
        account = regel("1", "account", vertrouwelijkheid="intern").pk
        assert self.ziet(UserFactory(), {**regels, "account": account}) == set()
        assert self.ziet(BeheerderFactory(), {**regels, "account": account}) == {"account"}


class TestPagina:
    def test_a_page_through_all_lines_and_back(self):
        user = ToezichthouderFactory()
        begin = dt.date(2026, 1, 1)
        # Three lines a day, written out of order: the order is that of the days.
        for dag in (3, 0, 2, 1):
            for _ in range(3):
                regel(datum=begin + dt.timedelta(days=dag))
        alles = list(Logboekregel.objects.order_by("-gebeurd_op", "-id").values_list("pk", flat=True))
        gezien, cursor, paginas = [], "", []
        while True:
            pagina = logboekpagina(user=user, filter_=Logfilter(), cursor=cursor, richting=OUDER, aantal=5)
            gezien += [r.id for r in pagina.regels]
            paginas.append(pagina)
            if not pagina.ouder:
                break
            cursor = pagina.ouder
        assert gezien == alles
        assert paginas[0].nieuwer == ""
        terug = logboekpagina(
            user=user, filter_=Logfilter(), cursor=paginas[2].nieuwer, richting=NIEUWER, aantal=5
        )
        assert terug.regels == paginas[1].regels
        oudste = logboekpagina(user=user, filter_=Logfilter(), richting=NIEUWER, aantal=5)
        assert [r.id for r in oudste.regels] == alles[-5:]
        assert (bool(oudste.nieuwer), oudste.ouder) == (True, "")

    def test_a_broken_cursor_is_the_newest_page(self):
        regel()
        user = ToezichthouderFactory()
        for cursor in ("x", "2026-01-01", "2026-13-01.4", "2026-01-01.x", "%"):
            assert len(logboekpagina(user=user, filter_=Logfilter(), cursor=cursor).regels) == 1

    @pytest.mark.parametrize(
        ("filter_", "aantal"),
        [
            (Logfilter(), 4),
            (Logfilter(overheid="GM9902"), 1),
            (Logfilter(soort="signaal"), 1),
            (Logfilter(van=dt.date(2026, 2, 1)), 2),
            (Logfilter(tot=dt.date(2026, 1, 31)), 2),
            (Logfilter(van=dt.date(2026, 2, 1), tot=dt.date(2026, 2, 28)), 1),
            (Logfilter(tekst="ARCHIEF"), 1),
            (Logfilter(tekst="verwaar"), 1),
            (Logfilter(tekst="heropend dossier"), 1),
            (Logfilter(tekst="' & | ! ()"), 4),
            (Logfilter(tekst="niet te vinden"), 0),
        ],
    )
    def test_filters(self, filter_, aantal):
        user = ToezichthouderFactory()
        regel(datum=dt.date(2026, 1, 5), reden="Het archief is verwaarloosd")
        regel("2", code="GM9902", datum=dt.date(2026, 1, 31), handeling="dossier_heropend")
        regel("3", "signaal", datum=dt.date(2026, 2, 1))
        regel("4", datum=dt.date(2026, 3, 1))
        assert len(logboekpagina(user=user, filter_=filter_).regels) == aantal

    def test_filter_on_person(self):
        noor = ToezichthouderFactory()
        regel(door=noor)
        regel()
        assert len(logboekpagina(user=noor, filter_=Logfilter(persoon_id=noor.pk)).regels) == 1

    def test_a_deep_page_is_found_in_the_index(self):
        """Neither sorting nor counting: the plan walks one index from the cursor on."""
        user = ToezichthouderFactory()
        for nummer in range(300):
            regel(str(nummer), datum=dt.date(2026, 1, 1) + dt.timedelta(days=nummer % 40))
        midden = Logboekregel.objects.order_by("gebeurd_op", "id")[100]
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE core_logboekregel")
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            logboekpagina(user=user, filter_=Logfilter(), cursor=f"{midden.gebeurd_op}.{midden.pk}")
        zoekvraag = next(q["sql"] for q in queries if "ORDER BY" in q["sql"])
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {zoekvraag}")
            plan = "\n".join(rij[0] for rij in cursor.fetchall())
        assert "logboek_op_datum" in plan
        assert "Sort" not in plan
        with CaptureQueriesContext(connection) as queries:
            logboekpagina(user=user, filter_=Logfilter(tekst="archief"))
        zoekvraag = next(q["sql"] for q in queries if "ORDER BY" in q["sql"])
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_bitmapscan = on")
            cursor.execute("SET LOCAL enable_indexscan = off")
            cursor.execute(f"EXPLAIN {zoekvraag}")
            assert "logboek_zoeken" in "\n".join(rij[0] for rij in cursor.fetchall())


class TestScherm:
    def test_a_line_reads_as_a_sentence_with_both_times(self, client):
        OverheidFactory(code="GM9901", naam="Dorpstede")
        noor = ToezichthouderFactory(first_name="Noor", last_name="Bakker")
        with clock.klok_op(clock.moment(dt.date(2026, 3, 4), dt.time(14, 5))):
            regel(
                door=noor,
                namens="gedeputeerde Visser",
                handeling="stap_gezet",
                van="signaleren",
                naar="informatie_opvragen",
                reden="Het archief blijft achter <b>",
                datum=dt.date(2026, 3, 2),
                gegevens={"nummer": "D-2026-1"},
            )
        client.force_login(noor)
        pagina = " ".join(client.get(reverse("logboek")).content.decode().split())
        for tekst in (
            "Noor Bakker (namens gedeputeerde Visser)",
            "Dossier D-2026-1",
            "Dorpstede",
            "informatie opvragen",
            "Het archief blijft achter &lt;b&gt;",
            "2 maart 2026",
            "4 maart 2026, 14.05 uur",
        ):
            assert tekst in pagina

    def test_the_page_costs_the_same_for_one_line_and_for_fifty(self, client):
        client.force_login(ToezichthouderFactory())
        regel()
        aantallen = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse("logboek"))
            aantallen.append(len(queries))
            for nummer in range(60):
                regel(str(nummer + 10))
        assert aantallen[0] == aantallen[1] <= 12

    def test_filters_stay_while_paging(self, client):
        client.force_login(ToezichthouderFactory())
        for _ in range(60):
            regel()
        pagina = client.get(reverse("logboek"), {"soort": "dossier", "overheid": "gm9901"})
        assert len(pagina.context["pagina"].regels) == 50
        assert "soort=dossier&amp;overheid=gm9901&amp;cursor=" in pagina.content.decode()
        volgende = client.get(
            reverse("logboek"), {"soort": "dossier", "cursor": pagina.context["pagina"].ouder}
        )
        assert len(volgende.context["pagina"].regels) == 10

    def test_wrong_dates_are_explained(self, client):
        client.force_login(ToezichthouderFactory())
        antwoord = client.get(reverse("logboek"), {"van": "2026-02-01", "tot": "2026-01-01"})
        assert antwoord.status_code == 400
        assert "op of na de begindatum" in antwoord.content.decode()
        assert client.get(reverse("logboek"), {"persoon": "x", "van": "gisteren"}).status_code == 400

    def test_nothing_found_says_what_to_do(self, client):
        client.force_login(ToezichthouderFactory())
        assert "De eerste regel komt er" in client.get(reverse("logboek")).content.decode()
        assert "wis een filter" in client.get(reverse("logboek"), {"tekst": "zwaan"}).content.decode()
