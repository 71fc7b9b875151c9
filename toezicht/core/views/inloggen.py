"""Logging in and out, and passwords: Django's own views with our words, mails through the outbox."""

from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse_lazy

from toezicht.core import rollen
from toezicht.core.forms.accounts import WachtwoordVergetenForm
from toezicht.core.models import User
from toezicht.core.toegang import gebruiker


class DemoAccount(NamedTuple):
    """One line of the list on the log-in page of the demonstration."""

    naam: str
    rol: str
    gebruikersnaam: str


class Inloggen(views.LoginView):
    """Log in; who is logged in already goes on to the work."""

    template_name = "registration/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds, only in the demonstration, an account per role and the password they share."""
        context = super().get_context_data(**kwargs)
        del context["site"]  # Django's own; it hid that of `toezicht.beeld.context`, which has the name
        if settings.DEMO:
            context["demo_accounts"] = _demo_accounts()
            context["demo_wachtwoord"] = settings.DEMO_WACHTWOORD
        return context

    def get_default_redirect_url(self) -> str:
        """To the work; beheer, who may not see files, to the accounts."""
        user = gebruiker(self.request)
        if user.has_perm(rollen.BEHEER_ACCOUNTS) and not user.has_perm(rollen.BEKIJK_DOSSIERS):
            return resolve_url("accounts")
        return super().get_default_redirect_url()


def _demo_accounts() -> list[DemoAccount]:
    """The oldest open account of each role, in the order of the house."""
    per_rol: dict[str, User] = {}
    for user in User.objects.filter(is_active=True).prefetch_related("groups").order_by("pk"):
        for group in user.groups.all():
            per_rol.setdefault(group.name, user)
    return [
        DemoAccount(per_rol[rol.code].naam, rol.naam, per_rol[rol.code].username)
        for rol in rollen.ROLLEN
        if rol.code in per_rol
    ]


class WachtwoordVergeten(views.PasswordResetView):
    """Ask for a link; the answer is the same whether the account exists or not."""

    form_class = WachtwoordVergetenForm
    template_name = "registration/password_reset_form.html"
    success_url = reverse_lazy("wachtwoord_vergeten_verzonden")


class WachtwoordVergetenVerzonden(views.PasswordResetDoneView):
    """What happens now."""

    template_name = "registration/password_reset_done.html"


class WachtwoordInstellen(views.PasswordResetConfirmView):
    """Set a password by a link from a mail."""

    template_name = "registration/password_reset_confirm.html"
    success_url = reverse_lazy("wachtwoord_ingesteld")


class WachtwoordIngesteld(views.PasswordResetCompleteView):
    """Done; go and log in."""

    template_name = "registration/password_reset_complete.html"


class WachtwoordWijzigen(views.PasswordChangeView):
    """Change the own password; other sessions of the account end."""

    template_name = "registration/password_change_form.html"
    success_url = reverse_lazy("wachtwoord_wijzigen")

    def form_valid(self, form: Any) -> HttpResponse:
        """Say that it worked."""
        antwoord = super().form_valid(form)
        messages.success(self.request, "Uw wachtwoord is gewijzigd.")
        return antwoord
