"""A filter of system calls: what no notebook needs, and an attack on the kernel would.

Namespaces cannot be made anew inside (in one of its own a process may mount what it likes), other
processes cannot be looked into, and large or old interfaces of the kernel are closed: io_uring,
keys, performance events, BPF, user faults, System V memory, kernel logs, sockets to the hypervisor.
A refused call returns an error; nothing is killed.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct

# The two machines of which the numbers are known: elsewhere there is no filter.
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

_BOTH = {
    "pidfd_getfd": 438, "open_tree": 428, "move_mount": 429, "fsopen": 430, "fsconfig": 431,
    "fsmount": 432, "fspick": 433, "mount_setattr": 442, "io_uring_setup": 425,
    "io_uring_enter": 426, "io_uring_register": 427, "memfd_secret": 447,
    "landlock_create_ruleset": 444,
}  # fmt: skip
_NUMBERS = {
    "x86_64": {
        "unshare": 272, "setns": 308, "mount": 165, "umount2": 166, "pivot_root": 155,
        "chroot": 161, "ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311,
        "kcmp": 312, "keyctl": 250, "add_key": 248, "request_key": 249, "userfaultfd": 323,
        "perf_event_open": 298, "bpf": 321, "msgget": 68, "semget": 64, "shmget": 29,
        "syslog": 103, "fanotify_init": 300, "inotify_init": 253, "inotify_init1": 294,
        "quotactl": 179, "open_by_handle_at": 304, "swapon": 167, "reboot": 169,
        "kexec_load": 246, "init_module": 175, "finit_module": 313, "modify_ldt": 154,
    },
    "aarch64": {
        "unshare": 97, "setns": 268, "mount": 40, "umount2": 39, "pivot_root": 41, "chroot": 51,
        "ptrace": 117, "process_vm_readv": 270, "process_vm_writev": 271, "kcmp": 272,
        "keyctl": 219, "add_key": 217, "request_key": 218, "userfaultfd": 282,
        "perf_event_open": 241, "bpf": 280, "msgget": 186, "semget": 190, "shmget": 194,
        "syslog": 116, "fanotify_init": 262, "inotify_init1": 26, "quotactl": 60,
        "open_by_handle_at": 265, "swapon": 224, "reboot": 142, "kexec_load": 104,
        "init_module": 105, "finit_module": 273,
    },
}  # fmt: skip
_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE3 = 435
_SOCKET = {"x86_64": 41, "aarch64": 198}
_NEW_NAMESPACES = 0x7E020080  # mount, cgroup, uts, ipc, user, pid, net and time
_CLOSED_FAMILIES = (38, 40)  # kernel cryptography, and the hypervisor

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_PR_SET_SECCOMP, _MODE_FILTER = 22, 2

_libc = ctypes.CDLL(None, use_errno=True)


def _program(machine: str) -> bytes:
    """Assemble the filter: a list of instructions of the kernel's packet filter machine."""
    lines: list[tuple[int, int, int, int]] = []

    def refuse_if(test: int, value: int, how: int = errno.EPERM) -> None:
        lines.append((test, 0, 1, value))
        lines.append((_RETURN, 0, 0, _ERROR | how))

    lines.append((_LOAD, 0, 0, _ARCHITECTURE))
    lines.append((_EQUAL, 1, 0, _ARCHITECTURES[machine]))
    lines.append((_RETURN, 0, 0, _ERROR | errno.ENOSYS))
    lines.append((_LOAD, 0, 0, _NUMBER))
    if machine == "x86_64":
        # The numbers of the same calls with short pointers.
        refuse_if(_AT_LEAST, 0x40000000, errno.ENOSYS)
    for number in (_NUMBERS[machine] | _BOTH).values():
        refuse_if(_EQUAL, number)
    # Its flags lie in memory, out of the filter's sight: the C library then uses clone.
    refuse_if(_EQUAL, _CLONE3, errno.ENOSYS)
    lines.append((_EQUAL, 0, 3, _CLONE[machine]))
    lines.append((_LOAD, 0, 0, _FIRST_ARGUMENT))
    refuse_if(_ANY_BIT, _NEW_NAMESPACES)
    lines.append((_LOAD, 0, 0, _NUMBER))
    lines.append((_EQUAL, 0, 1 + 2 * len(_CLOSED_FAMILIES), _SOCKET[machine]))
    lines.append((_LOAD, 0, 0, _FIRST_ARGUMENT))
    for family in _CLOSED_FAMILIES:
        refuse_if(_EQUAL, family)
    lines.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", code, yes, no, value) for code, yes, no, value in lines)


def filter_calls() -> bool:
    """Install the filter for this process and all that it starts; whether there is one.

    Needs ``no_new_privs``. A kernel without such filters runs without one: the namespaces hold.
    """
    machine = platform.machine()
    if machine not in _ARCHITECTURES:
        return False
    program = _program(machine)
    lines = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("@HP", len(program) // 8, ctypes.addressof(lines))
    done = _libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.c_char_p(header), 0, 0)
    return bool(done == 0)
