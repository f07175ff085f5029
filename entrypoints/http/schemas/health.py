"""How Convene does, for those who look after it."""

from typing import Annotated, Literal

from pydantic import Field

from application.administration import health
from application.shared.background_work import Cause, JobRecord
from entrypoints.http.schemas.shapes import RecordedAt, Shown

Bytes = Annotated[int, Field(ge=0, examples=[73_400_320])]
Count = Annotated[int, Field(ge=0)]


class TroubleShown(Shown):
    part: Annotated[str, Field(examples=["queues/letters"])]
    detail: Annotated[str, Field(examples=["what has waited longest is 340 seconds late"])]


class JobShown(Shown):
    """What all background processes together did of it; figures count from the first start."""

    name: Annotated[str, Field(examples=["letters"])]
    runs: Count
    failures: Count
    seconds: Annotated[float, Field(ge=0, description="What all runs took together.")]
    last_seen_at: Annotated[RecordedAt, Field(description="When a process last was at it.")]
    last_success_at: RecordedAt | None
    last_failure_at: RecordedAt | None
    last_failure: Annotated[str, Field(description="Of which kind it was.", examples=["StorageUnavailable"])]
    last_failure_code: Annotated[
        Cause | None,
        Field(
            description="`mail_server_silent`: it did not answer in time. `out_of_reach`: a file, or another"
            " machine. `unforeseen`: see the log."
        ),
    ]

    @classmethod
    def of(cls, record: JobRecord) -> "JobShown":
        return cls(
            name=record.job,
            runs=record.runs,
            failures=record.failures,
            seconds=round(record.seconds, 3),
            last_seen_at=record.seen_at,
            last_success_at=record.last_well_at,
            last_failure_at=record.last_ill_at,
            last_failure=record.last_trouble,
            last_failure_code=record.last_cause,
        )


class QueueShown(Shown):
    name: Annotated[str, Field(examples=["letters"])]
    lag_seconds: Annotated[float, Field(ge=0, description="How late what has waited longest is.")]


class MailShown(Shown):
    transport: Annotated[
        Literal["smtp", "file", "memory"],
        Field(description="`file`: no mail server is set, and letters lie in the data folder."),
    ]
    waiting: Count
    failing: Annotated[int, Field(ge=0, description="Of these, tried in vain for a quarter of an hour.")]
    given_up: Annotated[int, Field(ge=0, description="Within a day.")]


class BusShown(Shown):
    transport: Literal["redis", "postgres", "memory"]
    answers: Annotated[bool, Field(description="Whether a ring just sent was heard.")]


class UntoldShown(Shown):
    """Events of which people are still to be told."""

    put_aside: Annotated[int, Field(ge=0, description="To be tried again.")]
    parked: Annotated[int, Field(ge=0, description="Given up.")]


class RetriedShown(Shown):
    retried: Annotated[int, Field(ge=0, description="How many were given up, and are tried again now.")]


class TableShown(Shown):
    name: Annotated[str, Field(examples=["event"])]
    size: Bytes


class StorageShown(Shown):
    """Sizes in bytes, on the database's disc."""

    size: Bytes
    largest_tables: list[TableShown]


class HealthShown(Shown):
    status: Literal["well", "troubled"]
    at: RecordedAt
    version: Annotated[str, Field(examples=["0.1.0"])]
    troubles: Annotated[list[TroubleShown], Field(description="What somebody should look at.")]
    jobs: list[JobShown]
    queues: list[QueueShown]
    mail: MailShown
    bus: BusShown
    untold_events: UntoldShown
    storage: StorageShown

    @classmethod
    def of(cls, found: health.Health) -> "HealthShown":
        installation, store = found.installation, found.store
        troubles = [TroubleShown(part=each.part, detail=each.detail) for each in found.troubles()]
        tables = [TableShown(name=name, size=size) for name, size in store.largest_tables.items()]
        return cls(
            status="troubled" if troubles else "well",
            at=found.at,
            version=installation.version,
            troubles=troubles,
            jobs=[JobShown.of(each) for each in found.jobs],
            queues=[QueueShown(name=name, lag_seconds=round(lag, 1)) for name, lag in found.lags.items()],
            mail=MailShown(
                transport=installation.mail,
                waiting=store.letters_waiting,
                failing=store.letters_failing,
                given_up=store.letters_given_up,
            ),
            bus=BusShown(transport=installation.bus, answers=found.bus_answers),
            untold_events=UntoldShown(put_aside=store.events_put_aside, parked=store.events_parked),
            storage=StorageShown(size=store.size, largest_tables=tables),
        )
