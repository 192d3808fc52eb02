// The hook, as a server renders it.
import { renderToString } from "react-dom/server";
import { User } from "./user";

console.log(renderToString(<User />));
