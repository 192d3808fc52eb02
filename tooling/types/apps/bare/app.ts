// What an application loads before it has any authentication.
import Database from "better-sqlite3";
import { useState } from "react";

export const database = new Database(":memory:");
export const state = useState;
