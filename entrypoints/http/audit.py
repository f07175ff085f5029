"""The audit trail, for admins."""

from flask import Request

from application.administration.export_audit_trail import ExportAuditTrail
from application.administration.read_audit_trail import ReadAuditTrail
from application.identity.caller import Caller
from application.shared.refusals import InvalidCursor
from domain.identity.role import Permission
from entrypoints.http.answers import CSV_TYPE, Answer, CsvAnswer, link_to_next
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.routes import PREFIX
from entrypoints.http.schemas.audit import AuditEventsPage, AuditQuery, as_csv

MOST_EXPORTED = 10_000
"""Entries in one file; the next file begins at the cursor in ``Link``."""


def audit_blueprint(
    gate: Gate, *, read_audit_trail: ReadAuditTrail, export_audit_trail: ExportAuditTrail
) -> ApiBlueprint:
    audit = ApiBlueprint("audit", gate)

    @audit.operation(
        "GET",
        "/audit-events",
        Permission.READ_AUDIT,
        answers={200: AuditEventsPage},
        answer_types=("application/json", CSV_TYPE),
        refusals=(InvalidCursor,),
    )
    def audit_events(caller: Caller, query: AuditQuery, request: Request) -> Answer:
        """Who did what, on what, from where and when, the newest first.

        With `format=csv`, or for those who accept only `text/csv`, a file of up to 10,000 entries; that it
        was made is an entry itself, and so is that somebody looked, once a quarter of an hour for the same
        filter. Entries are never changed or removed, and chained by their hashes.
        """
        accepted = request.accept_mimetypes.best_match(("application/json", CSV_TYPE))
        as_file = query.format == "csv" or accepted == CSV_TYPE
        limit = query.limit or (MOST_EXPORTED if as_file else 50)
        wanted, asked = query.wanted(), query.asked()
        if as_file:
            page = export_audit_trail(caller, wanted, asked=asked, cursor=query.cursor, limit=limit)
        else:
            page = read_audit_trail(caller, wanted, asked=asked, cursor=query.cursor, limit=limit)
        body = AuditEventsPage.of(page)
        following = {**asked, "limit": limit, "cursor": page.next_cursor}
        if not as_file:
            link = link_to_next(f"{PREFIX}/audit-events", following) if page.next_cursor else {}
            return Answer(body, headers=link)
        link = link_to_next(f"{PREFIX}/audit-events", {**following, "format": "csv"})
        name = {"Content-Disposition": 'attachment; filename="audit-events.csv"'}
        return CsvAnswer(headers={**name, **(link if page.next_cursor else {})}, octets=as_csv(body.data))

    return audit
