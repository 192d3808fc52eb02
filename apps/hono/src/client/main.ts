import { sendForms } from "./forms.ts";
import { leaveWhenSessionEnds, showSession } from "./session.ts";

showSession();
sendForms();
if (location.pathname === "/dashboard") leaveWhenSessionEnds();
