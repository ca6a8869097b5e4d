import assert from "node:assert/strict";
import { test } from "node:test";
import { randomId } from "../../../static/js/crypto/encoding.js";
import { inNeutralOrder } from "../../../static/js/session/neutral_order.js";

const person = (name, role, side) => ({ name, role, side });
const PEOPLE = [person("Oak", "party", 0), person("Elm", "party", 1), person("Beech", "party", 2), person("Owl", "observer", null), person("Acorn", "support", 0), person("Mediator", "mediator", null)];
const names = (people) => people.map(({ name }) => name).join(" ");

test("one's own side comes first, then the others in an order that is everyone's and this room's alone", () => {
  const orders = new Set();
  for (let n = 0; n < 40; n += 1) {
    const room = randomId();
    const seen = names(inNeutralOrder(room, null, PEOPLE));
    orders.add(seen);
    assert.match(seen, /^Mediator .* Owl$/);
    assert.match(seen, /Oak Acorn/);
    assert.match(names(inNeutralOrder(room, 2, PEOPLE)), /^Mediator Beech /);
    const without = (order, ...own) => order.split(" ").filter((name) => !own.includes(name)).join(" ");
    assert.equal(without(names(inNeutralOrder(room, 2, PEOPLE)), "Beech"), without(seen, "Beech"));
    assert.equal(names(inNeutralOrder(room, 1, PEOPLE)), names(inNeutralOrder(room, 1, PEOPLE)));
  }
  assert.ok(orders.size > 3, "it is drawn");
});
