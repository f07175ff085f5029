"""The people of the demonstration."""

from dataclasses import dataclass

from domain.identity.role import Role


@dataclass(frozen=True, slots=True)
class Colleague:
    """``key`` names them in the plan."""

    key: str
    name: str
    time_zone: str
    role: Role = Role.MEMBER

    @property
    def email(self) -> str:
        return f"{self.key}@demo.example"


TEAM = (
    Colleague("ana", "Ana Martín", "Europe/Madrid", Role.ADMIN),
    Colleague("ben", "Ben Okafor", "Europe/London"),
    Colleague("chloe", "Chloé Dubois", "Europe/London"),
    Colleague("yuki", "佐藤 由紀", "Asia/Tokyo"),
    Colleague("haruto", "中村 陽翔", "Asia/Tokyo"),
    Colleague("maya", "Maya Torres", "America/New_York"),
    Colleague("sam", "Sam Whitfield", "America/New_York"),
    Colleague("layla", "ليلى حداد", "Europe/Madrid"),
)
