"""One budget year of one organisation: days of the law, legal regime, how closely we watch (finance.md 0.5)."""

import datetime as dt

from django.db import models
from django.db.models import F, Func, Q, Value

from interventieladder.financieel.kalender import WATERSCHAP, Jaarkalender, kent_goedkeuring, uiterste_dag
from interventieladder.models.zaakgegevens import TellendeManager, Zaakgegevens
from toezicht.core.termijnen import Weekendregel


class JuridischRegime(models.TextChoices):
    """What the law makes of the budget year; empty while it is not known."""

    REPRESSIEF = "repressief", "Repressief"
    PREVENTIEF = "preventief", "Preventief"


class Regimegrond(models.TextChoices):
    """What the regime rests on. Lid 2 is procedural: lateness, never a judgement on the finances."""

    GEEN_BESLUIT_NODIG = "repressief_gs", "Oordeel van GS: geen goedkeuring nodig"
    LID1 = "lid1", "Artikel 203 lid 1: geen structureel en reëel evenwicht"
    LID2 = "lid2", "Artikel 203 lid 2: te late inzending (procedureel)"
    RECHTSWEGE = "rechtswege", "Artikel 203 lid 4: van rechtswege, niets verzonden"


class Intensiteit(models.TextChoices):
    """How closely we watch, a working label beside the legal regime (finance.md 0.5)."""

    NORMAAL = "normaal", "Normaal"
    MET_OPMERKINGEN = "met_opmerkingen", "Met opmerkingen"
    INTENSIEF_VOLGEN = "intensief_volgen", "Intensief volgen"
    AFGESLANKT = "afgeslankt", "Afgeslankt preventief"


BESLUITGRONDEN = (Regimegrond.LID1, Regimegrond.LID2)


class Begrotingsjaar(Zaakgegevens):
    """What belongs to the budget year beside its dossier. The days of the law are fixed when it is opened.

    `juridisch_regime` and `toezichtintensiteit` are two things. A regime that was withdrawn in the course of the
    year keeps its ground; `ingetrokken_op` is the day the withdrawal was sent. `cijferbeeld` is the snapshot of
    the figures on which was decided.
    """

    dossier = models.OneToOneField(
        "interventieladder.Dossier", on_delete=models.PROTECT, related_name="begrotingsjaar"
    )
    overheid = models.ForeignKey(
        "organisaties.Overheid", on_delete=models.PROTECT, related_name="begrotingsjaren"
    )
    soort_overheid = models.CharField(max_length=40)
    jaar = models.PositiveSmallIntegerField()
    begin = models.DateField("1 januari van het begrotingsjaar")
    einde = models.DateField("1 januari van het jaar erna")
    begroting_voor = models.DateField("begroting verzonden vóór")
    begroting_grondslag = models.CharField(max_length=60)
    jaarrekening_voor = models.DateField("jaarrekening T-2 verzonden vóór")
    jaarrekening_grondslag = models.CharField(max_length=60)
    vaste_dag_regel = models.CharField(max_length=20, choices=[(r.value, r.value) for r in Weekendregel])
    juridisch_regime = models.CharField(max_length=12, choices=JuridischRegime.choices, blank=True)
    regimegrond = models.CharField(max_length=16, choices=Regimegrond.choices, blank=True)
    besloten_op = models.DateField(null=True, blank=True)
    verzonden_op = models.DateField(null=True, blank=True)
    vastgelegd_op = models.DateTimeField("regime vastgelegd op", null=True, blank=True)
    ingetrokken_op = models.DateField(null=True, blank=True)
    toezichtintensiteit = models.CharField(
        max_length=20, choices=Intensiteit.choices, default=Intensiteit.NORMAAL
    )
    intensiteit_sinds = models.DateField(null=True, blank=True)
    coulance_tot = models.DateField(null=True, blank=True)
    coulance_reden = models.TextField(blank=True)
    coulance_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cijferbeeld = models.JSONField(default=dict, blank=True)

    objects = TellendeManager["Begrotingsjaar"]()

    class Meta:
        verbose_name = "begrotingsjaar"
        verbose_name_plural = "begrotingsjaren"
        ordering = ["jaar", "overheid__naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["overheid", "jaar"],
                condition=Q(teruggedraaid=False),
                name="begrotingsjaar_een_per_overheid",
            ),
            models.CheckConstraint(
                condition=Q(
                    begin=Func(
                        F("jaar"), Value(1), Value(1), function="make_date", output_field=models.DateField()
                    ),
                    einde=Func(
                        F("jaar") + 1,
                        Value(1),
                        Value(1),
                        function="make_date",
                        output_field=models.DateField(),
                    ),
                ),
                name="begrotingsjaar_is_kalenderjaar",
            ),
            models.CheckConstraint(
                condition=Q(juridisch_regime="", regimegrond="", vastgelegd_op__isnull=True)
                | Q(
                    juridisch_regime__in=JuridischRegime.values,
                    regimegrond__in=Regimegrond.values,
                    vastgelegd_op__isnull=False,
                ),
                name="begrotingsjaar_regime_volledig",
            ),
            models.CheckConstraint(
                condition=~Q(regimegrond__in=BESLUITGRONDEN)
                | Q(besloten_op__isnull=False, verzonden_op__isnull=False, verzonden_op__lt=F("begin"))
                & ~Q(soort_overheid=WATERSCHAP),
                name="begrotingsjaar_203_voor_1_januari",
            ),
            models.CheckConstraint(
                condition=Q(
                    juridisch_regime=JuridischRegime.PREVENTIEF,
                    regimegrond__in=BESLUITGRONDEN,
                    ingetrokken_op__isnull=True,
                )
                | ~Q(juridisch_regime=JuridischRegime.PREVENTIEF),
                name="begrotingsjaar_preventief_met_grond",
            ),
            models.CheckConstraint(
                condition=Q(ingetrokken_op__isnull=True)
                | Q(
                    regimegrond__in=BESLUITGRONDEN,
                    juridisch_regime=JuridischRegime.REPRESSIEF,
                    ingetrokken_op__gte=F("begin"),
                    ingetrokken_op__lt=F("einde"),
                ),
                name="begrotingsjaar_intrekking_in_het_jaar",
            ),
            models.CheckConstraint(
                condition=Q(coulance_tot__isnull=True, coulance_reden="", coulance_door__isnull=True)
                | Q(coulance_tot__isnull=False, coulance_door__isnull=False) & ~Q(coulance_reden=""),
                name="begrotingsjaar_coulance_met_reden",
            ),
            models.CheckConstraint(
                condition=Q(toezichtintensiteit__in=Intensiteit.values),
                name="begrotingsjaar_intensiteit_bestaat",
            ),
        ]
        indexes = [models.Index(fields=["jaar", "juridisch_regime"], name="begrotingsjaar_per_regime")]

    def __str__(self) -> str:
        return f"{self.overheid} {self.jaar}"

    @property
    def kalender(self) -> Jaarkalender:
        """The days of the law as they were fixed at the opening."""
        return Jaarkalender(
            self.jaar,
            self.begroting_voor,
            self.begroting_grondslag,
            self.jaarrekening_voor,
            self.jaarrekening_grondslag,
        )

    @property
    def regel(self) -> Weekendregel:
        """The rule for a fixed date under which this year was opened."""
        return Weekendregel(self.vaste_dag_regel)

    @property
    def begroting_uiterlijk(self) -> dt.date:
        """The last day on which the budget is on time, under that rule."""
        return uiterste_dag(self.begroting_voor, self.regel)

    @property
    def jaarrekening_uiterlijk(self) -> dt.date:
        """The last day on which the accounts of T-2 are on time."""
        return uiterste_dag(self.jaarrekening_voor, self.regel)

    @property
    def kent_goedkeuring(self) -> bool:
        """Whether article 203 exists for this body: not for a waterschap (Waterschapswet 99; Wgr 35 lid 6)."""
        return kent_goedkeuring(self.soort_overheid)

    @property
    def van_rechtswege(self) -> bool:
        """Whether the regime came about because nothing was sent before 1 January (203 lid 4)."""
        return self.regimegrond == Regimegrond.RECHTSWEGE

    @property
    def procedureel(self) -> bool:
        """Whether it is preventief for lateness: apart in statistics, no financial signal (finance.md 0.6)."""
        return self.regimegrond == Regimegrond.LID2
