"""The loopback Slack with a bolt app in a process of its own, which is killed in the middle of its work."""

import asyncio
import sys

from tests.peers.slack import SlackPeer

APP = """
import asyncio, os, sys
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

client = AsyncWebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=sys.argv[1])
app = AsyncApp(client=client)

@app.command("/briefing")
async def briefing(ack, command):
    await ack("from a process")

@app.event("app_mention")
async def mention(event, client):
    await client.chat_postMessage(channel=event["channel"], text="posted")

async def main():
    await AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).start_async()

asyncio.run(main())
"""


async def test_an_app_in_another_process_answers_and_can_be_killed_while_it_posts() -> None:
    async with SlackPeer() as peer:
        app = await asyncio.create_subprocess_exec(
            sys.executable, "-c", APP, peer.base_url, env=peer.environment(), stderr=asyncio.subprocess.DEVNULL
        )
        try:
            await peer.connected(within=20)
            person = peer.person(channel="C1")
            assert (await person.command("/briefing")).text == "from a process"
            held = peer.faults.hold("chat.postMessage")
            await person.mention("post something", until="ack")
            await asyncio.wait_for(held.arrived.wait(), 5)
        finally:
            app.kill()
            await app.wait()
        await peer.until(lambda: not peer.sockets.open)
        held.release()
        assert [message.text for message in await peer.posts("C1")] == ["posted"]
