from dataclasses import dataclass

from application.shared.ports import AuditTrail
from domain.shared.act import Act


@dataclass
class MemoryAuditTrail(AuditTrail):
    acts: list[Act]

    def record(self, act: Act) -> None:
        self.acts.append(act)
