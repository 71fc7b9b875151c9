"""Accounts for beheer, and the page for who tried to log in too often."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toezicht.core import accounts as service
from toezicht.core.bezit import bezit_van
from toezicht.core.forms.accounts import AccountForm, RedenForm, SluitForm
from toezicht.core.forms.basis import zet_fout
from toezicht.core.fouten import Weigering
from toezicht.core.models import User
from toezicht.core.rollen import BEHEER_ACCOUNTS
from toezicht.core.selectors import accountlijst, weergave, zichtbare_regels
from toezicht.core.toegang import gebruiker, recht

LOGREGELS = 25


@require_safe
@recht(BEHEER_ACCOUNTS)
def accounts(request: HttpRequest) -> HttpResponse:
    """All accounts, open ones first."""
    return render(request, "core/accounts.html", {"accounts": accountlijst()})


@require_http_methods(["GET", "HEAD", "POST"])
@recht(BEHEER_ACCOUNTS)
def account_nieuw(request: HttpRequest) -> HttpResponse:
    """Make an account; the person gets an invitation by mail."""
    form = AccountForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                user = service.maak_account(
                    by=gebruiker(request),
                    gebruikersnaam=form.cleaned_data["gebruikersnaam"],
                    persoon=form.persoon(),
                    rolcodes=form.cleaned_data["rollen"],
                )
            except Weigering as fout:
                status = zet_fout(form, fout)
            else:
                messages.success(request, f"Account {user.username} gemaakt. De uitnodiging is onderweg.")
                return redirect("account", user.pk)
    return render(request, "core/account_nieuw.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@recht(BEHEER_ACCOUNTS)
def account(request: HttpRequest, account_id: int) -> HttpResponse:
    """One account: change it, close or open it, and see what was done with it."""
    user = get_object_or_404(User, pk=account_id)
    form = AccountForm(request.POST or None, account=user)
    if request.method != "POST":
        return _accountpagina(request, user, form=form)
    status = 422
    if form.is_valid():
        try:
            service.wijzig_account(
                by=gebruiker(request),
                account_id=user.pk,
                persoon=form.persoon(),
                rolcodes=form.cleaned_data["rollen"],
            )
        except Weigering as fout:
            status = zet_fout(form, fout)
        else:
            messages.success(request, "De wijziging is opgeslagen.")
            return redirect("account", user.pk)
    return _accountpagina(request, user, form=form, status=status)


@require_POST
@recht(BEHEER_ACCOUNTS)
def account_sluiten(request: HttpRequest, account_id: int) -> HttpResponse:
    """Close: no log-in any more, sessions end now."""
    user = get_object_or_404(User, pk=account_id)
    form = SluitForm(request.POST, bezit=bezit_van(user))
    status = 422
    if form.is_valid():
        try:
            service.sluit_account(
                by=gebruiker(request),
                account_id=user.pk,
                reden=form.cleaned_data["reden"],
                opvolgers=form.opvolgers(),
            )
        except Weigering as fout:
            status = zet_fout(form, fout)
        else:
            messages.success(request, "Het account is gesloten.")
            return redirect("account", user.pk)
    return _accountpagina(request, user, sluit_form=form, reden_form=form, status=status)


@require_POST
@recht(BEHEER_ACCOUNTS)
def account_heropenen(request: HttpRequest, account_id: int) -> HttpResponse:
    """Open again; the person gets a new invitation."""
    klaar = "Het account is weer open. De uitnodiging is onderweg."
    return _met_reden(request, account_id, service.heropen_account, klaar)


@require_POST
@recht(BEHEER_ACCOUNTS)
def account_uitnodigen(request: HttpRequest, account_id: int) -> HttpResponse:
    """Send the invitation again."""
    user = get_object_or_404(User, pk=account_id)
    service.nodig_opnieuw_uit(by=gebruiker(request), account_id=user.pk)
    messages.success(request, "De uitnodiging is onderweg.")
    return redirect("account", user.pk)


def _met_reden(
    request: HttpRequest, account_id: int, handeling: Callable[..., User], klaar: str
) -> HttpResponse:
    user = get_object_or_404(User, pk=account_id)
    form = RedenForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            handeling(by=gebruiker(request), account_id=user.pk, reden=form.cleaned_data["reden"])
        except Weigering as fout:
            status = zet_fout(form, fout)
        else:
            messages.success(request, klaar)
            return redirect("account", user.pk)
    return _accountpagina(request, user, reden_form=form, status=status)


def _accountpagina(request: HttpRequest, user: User, *, status: int = 200, **forms: Any) -> HttpResponse:
    regels = zichtbare_regels(gebruiker(request)).filter(keten=f"account:{user.pk}")
    context = {
        "account": user,
        "form": AccountForm(account=user),
        "reden_form": RedenForm(),
        "sluit_form": SluitForm(bezit=bezit_van(user) if user.is_active else ()),
        "regels": weergave(regels.order_by("-volgnummer")[:LOGREGELS]),
        "ben_ik_zelf": user.pk == gebruiker(request).pk,
        **forms,
    }
    return render(request, "core/account.html", context, status=status)


def lockout(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """429: too many wrong passwords for this name from this place (django-axes)."""
    minuten = round(settings.AXES_COOLOFF_TIME * 60)
    antwoord = render(request, "registration/geblokkeerd.html", {"minuten": minuten}, status=429)
    antwoord.headers["Retry-After"] = str(minuten * 60)
    return antwoord
