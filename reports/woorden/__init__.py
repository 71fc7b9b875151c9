"""The words around the facts: from snapshot to what a template shows. Asks nothing but the snapshot."""

from collections.abc import Callable, Mapping
from typing import Any

from reports.woorden import gedeeld, kwartaaldashboard, toezichtbeeld

_SOORTEN: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "toezichtbeeld": toezichtbeeld.woorden,
    "kwartaaldashboard": kwartaaldashboard.woorden,
}


def context(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """Everything the template needs, including the running heads and the cover."""
    feiten = snapshot["feiten"]
    eigen = _SOORTEN[feiten["soort"]](feiten)
    return {**gedeeld.rondom(snapshot, eigen), **eigen, "feiten": feiten}
