export { isHost } from "./url/host";
