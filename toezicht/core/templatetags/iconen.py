"""Our own icons: strokes on a field of 16 by 16. An icon never stands alone without a label."""

from typing import Final

ICONEN: Final[dict[str, str]] = {
    "let-op": '<path d="M8 2.2 14.4 13.5H1.6z"/><path d="M8 6.5v3.2"/><path d="M8 11.7v.05"/>',
    "klok": '<circle cx="8" cy="8" r="6.2"/><path d="M8 4.6V8l2.4 1.5"/>',
    "vink": '<path d="M3 8.6 6.4 12 13 4.6"/>',
    "kruis": '<path d="m4 4 8 8M12 4l-8 8"/>',
    "streep": '<path d="M4 8h8"/>',
    "zoek": '<circle cx="6.8" cy="6.8" r="4.3"/><path d="m10.2 10.2 3.8 3.8"/>',
    "bestand": '<path d="M4 1.8h5l3 3v9.4H4z"/><path d="M9 1.8v3h3"/>',
    "pijl": '<path d="M3 8h10M9.5 4.5 13 8l-3.5 3.5"/>',
    "terug": '<path d="M13 8H3M6.5 4.5 3 8l3.5 3.5"/>',
    "info": '<circle cx="8" cy="8" r="6.2"/><path d="M8 7.3v3.7"/><path d="M8 4.9v.05"/>',
    "slot": '<rect x="3.5" y="7" width="9" height="6.5" rx="1"/><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2"/>',
    "plus": '<path d="M8 3v10M3 8h10"/>',
    "download": '<path d="M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13.5h10"/>',
    "kalender": (
        '<rect x="2.5" y="3.5" width="11" height="10" rx="1"/><path d="M2.5 6.8h11M5.5 2v3M10.5 2v3"/>'
    ),
    "persoon": ('<circle cx="8" cy="5.3" r="2.8"/><path d="M2.8 14c.6-3 2.6-4.3 5.2-4.3s4.6 1.3 5.2 4.3"/>'),
    "brief": ('<rect x="2" y="3.8" width="12" height="8.6" rx="1"/><path d="m2.5 4.6 5.5 4.2 5.5-4.2"/>'),
    "hamer": ('<path d="m8.8 3 4.2 4.2M6.6 5.2l4.2 4.2M9.9 4.1 5.6 8.4M7.4 7.6 2.6 12.4M8 14h5.5"/>'),
}
