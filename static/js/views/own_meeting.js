// Where a person's side is among itself. Pure; must not know the page.

/**
 * A side speaks of ranges where it is among itself: with one person, the private meeting; with more, its standing caucus.
 * @param {import("../entries/room_state.js").RoomState} room @param {import("../entries/room_state.js").ChannelState} channel
 */
export function isOwnMeeting({ channels, me }, channel) {
  const standing = channels.find(({ kind, people }) => {
    const others = people.filter(({ role }) => role !== "mediator" && role !== "interpreter");
    return kind === "caucus" && others.length > 0 && others.every(({ role, side }) => role !== "observer" && side === me?.side);
  });
  return standing ? standing.id === channel.id : channel.kind === "private" && channel.meetingOf === me?.seat;
}
