# Sends back what clients send, on asyncio: CPython's or MicroPython's. Arguments: the port, and how many tasks spin beside the server.
import asyncio
import sys

READ_SIZE = 2048
BACKLOG = 512


async def echo(reader, writer):
    try:
        while True:
            data = await reader.read(READ_SIZE)
            if not data:
                break
            writer.write(data)
            await writer.drain()
        writer.close()
        await writer.wait_closed()
    except OSError:
        # The client is gone.
        pass


async def spin():
    while True:
        await asyncio.sleep(0)


async def main():
    await asyncio.start_server(echo, "127.0.0.1", int(sys.argv[1]), backlog=BACKLOG)
    spinning = [asyncio.create_task(spin()) for _ in range(int(sys.argv[2]))]
    print("listening on port", sys.argv[1])
    if hasattr(sys.stdout, "flush"):
        sys.stdout.flush()
    await asyncio.sleep(1000000)


asyncio.run(main())
