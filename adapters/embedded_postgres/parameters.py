"""The parameters PostgreSQL is started with: sized to the machine, safe against a crash."""

import os
from pathlib import Path

MEBIBYTE = 1024 * 1024


def memory_of_this_machine() -> int:
    """Bytes of memory that we may use: the machine's, or the container's if that is less."""
    physical = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    for limit_file in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        try:
            limit = int(Path(limit_file).read_text())
        except (OSError, ValueError):
            continue
        return min(physical, limit)
    return physical


def tuned_parameters(memory: int, *, fast: bool) -> dict[str, str]:
    """Parameters for a machine with `memory` bytes. `fast` gives up durability: for tests only."""
    megabytes = memory // MEBIBYTE
    shared_buffers = max(32, min(megabytes // 8, 512))
    parameters = {
        "cluster_name": "convene",
        "max_connections": "200",
        "shared_buffers": f"{shared_buffers}MB",
        "effective_cache_size": f"{max(64, megabytes // 2)}MB",
        "work_mem": "16MB" if megabytes >= 2048 else "4MB",
        "maintenance_work_mem": f"{max(16, min(megabytes // 16, 256))}MB",
        "wal_level": "replica",
        "max_wal_size": "2GB",
        "min_wal_size": "80MB",
        "wal_compression": "on",
        "checkpoint_completion_target": "0.9",
        "random_page_cost": "1.1",
        "effective_io_concurrency": "64",
        "jit": "off",
        # A container's /dev/shm is often 64 MB, which a parallel plan can exhaust; our queries are short.
        "max_parallel_workers_per_gather": "0",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_line_prefix": "%m [%p] ",
        "log_checkpoints": "off",
        "unix_socket_permissions": "0700",
    }
    if fast:
        parameters |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        parameters |= {"shared_buffers": "64MB", "max_wal_size": "512MB", "autovacuum": "off"}
    else:
        parameters |= {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
    return parameters
