// What a session needs from the browser, the connection to the server included.
import { connectTo } from "../transport/connection.js";
import { surroundings } from "./surroundings.js";

export const connectedSurroundings = () => ({ ...surroundings(), connect: connectTo(location.origin) });
