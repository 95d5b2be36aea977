# The same work as the C# benchmarks, on asyncio: CPython's or MicroPython's. Prints "name: value unit" for the benchmark that is named.
import asyncio
import gc
import sys
import time

MICROPYTHON = sys.implementation.name == "micropython"
LONG_ENOUGH = 0.25  # seconds
FOREVER = 1000000

if MICROPYTHON:
    sleep_ms = asyncio.sleep_ms
    wait_for_ms = asyncio.wait_for_ms
    processor_seconds = time.clock

    def seconds():
        return time.ticks_ms() / 1000

    try:
        # Not part of MicroPython: https://github.com/peterhinch/micropython-async, v3 on MICROPYPATH.
        from primitives.queue import Queue
    except ImportError:
        Queue = None
else:
    from asyncio import Queue

    processor_seconds = time.process_time
    seconds = time.perf_counter

    def sleep_ms(ms):
        return asyncio.sleep(ms / 1000)

    def wait_for_ms(awaitable, ms):
        return asyncio.wait_for(awaitable, ms / 1000)


async def together(tasks):
    for task in tasks:
        await task


async def spin(count):
    for _ in range(count):
        await sleep_ms(0)


def switches(tasks, waiting):
    async def run(count):
        server, connections = await connect(waiting) if waiting else (None, [])
        start = processor_seconds()
        await together([asyncio.create_task(spin(count // tasks)) for _ in range(tasks)])
        elapsed = processor_seconds() - start
        for connection in connections:
            connection.close()
        if server:
            server.close()
        await sleep_ms(10)
        return elapsed

    return run


async def connect(count):
    """Connections whose servers read, and that send nothing."""
    import socket

    async def read(reader, writer):
        await reader.read(1)
        writer.close()
        await writer.wait_closed()

    port = 22500
    server = await asyncio.start_server(read, "127.0.0.1", port, backlog=512)
    address = socket.getaddrinfo("127.0.0.1", port)[0][-1]
    connections = []
    for _ in range(count):
        connection = socket.socket()
        connection.connect(address)
        connections.append(connection)
        await sleep_ms(0)
    await sleep_ms(50)
    return server, connections


def timers(tasks):
    random = 1

    def random_duration():
        nonlocal random
        random = (random * 1103515245 + 12345) & 0x7FFFFFFF
        return 1 + (random >> 16) % 100

    async def sleep(count):
        for _ in range(count):
            await sleep_ms(random_duration())

    async def run(count):
        await together([asyncio.create_task(sleep(count // tasks)) for _ in range(tasks)])

    return run


async def event_round_trip(count):
    there = asyncio.Event()
    back = asyncio.Event()

    async def answer():
        for _ in range(count):
            await there.wait()
            there.clear()
            back.set()

    answering = asyncio.create_task(answer())
    for _ in range(count):
        there.set()
        await back.wait()
        back.clear()
    await answering


def queue(room):
    async def run(count):
        items = Queue(room)
        item = object()

        async def get():
            for _ in range(count):
                await items.get()

        getting = asyncio.create_task(get())
        for _ in range(count):
            await items.put(item)
        await getting

    return run


async def lock_hand_over(count):
    gate = asyncio.Lock()

    async def enter():
        for _ in range(count // 10):
            async with gate:
                await sleep_ms(0)

    await together([asyncio.create_task(enter()) for _ in range(10)])


async def free_lock(count):
    gate = asyncio.Lock()
    for _ in range(count):
        async with gate:
            pass


async def one():
    return 1


async def await_coroutine(count):
    for _ in range(count):
        await one()


async def create_and_await(count):
    for _ in range(count):
        await asyncio.create_task(one())


async def wait_for_in_time(count):
    for _ in range(count):
        await wait_for_ms(one(), 1000)


async def sleep_long():
    await sleep_ms(FOREVER)


async def wait_for_too_late(count):
    for _ in range(count):
        try:
            await wait_for_ms(sleep_long(), 1)
        except asyncio.TimeoutError:
            pass


async def gather_of_ten(count):
    for _ in range(count):
        await asyncio.gather(one(), one(), one(), one(), one(), one(), one(), one(), one(), one())


# name: what to run, and how many tasks that takes
BENCHMARKS = {
    "switches with 1 task": (switches(1, 0), 1),
    "switches with 10 tasks": (switches(10, 0), 10),
    "switches with 100 tasks": (switches(100, 0), 100),
    "switches with 1000 tasks": (switches(1000, 0), 1000),
    "switches with 10 tasks, 10 waiting for I/O": (switches(10, 10), 20),
    "switches with 10 tasks, 50 waiting for I/O": (switches(10, 50), 60),
    "switches with 10 tasks, 200 waiting for I/O": (switches(10, 200), 210),
    "timer wake-up with 100 tasks": (timers(100), 100),
    "timer wake-up with 1000 tasks": (timers(1000), 1000),
    "timer wake-up with 10000 tasks": (timers(10000), 10000),
    "event round trip": (event_round_trip, 2),
    "queue put and get, room for 1": (queue(1), 2),
    "queue put and get, room for 100": (queue(100), 2),
    "lock hand-over": (lock_hand_over, 10),
    "lock that is free": (free_lock, 1),
    "await of a coroutine": (await_coroutine, 1),
    "create and await a task": (create_and_await, 2),
    "wait_for in time": (wait_for_in_time, 1),
    "wait_for too late": (wait_for_too_late, 1),
    "gather of 10": (gather_of_ten, 11),
}


def measure(name):
    run, tasks = BENCHMARKS[name]
    count = max(tasks, 100)
    while not lasts_long_enough(run, count):
        count *= 2
    best = min(processor_time(run, count) for _ in range(3))
    if name.startswith("switches"):
        print("%s: %.6g per second" % (name, count / best))
    else:
        print("%s: %.6g us" % (name, best * 1e6 / count))


def lasts_long_enough(run, count):
    start = seconds()
    asyncio.run(run(count))
    return seconds() - start >= LONG_ENOUGH


def processor_time(run, count):
    """What it took, as it says itself or else altogether."""
    gc.collect()
    start = processor_seconds()
    elapsed = asyncio.run(run(count))
    return elapsed or processor_seconds() - start


if sys.argv[1] in BENCHMARKS:
    measure(sys.argv[1])
