// What a session needs from the browser, handed in from here so that session/ knows no page.
import { connectTo } from "../transport/connection.js";
import { Requests } from "../transport/requests.js";

export const requests = new Requests(location.origin);

export const surroundings = () => ({
  connect: connectTo(location.origin),
  requests,
  storage: sessionStorage,
  origin: location.origin,
});
