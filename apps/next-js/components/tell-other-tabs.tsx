"use client";

import { useEffect } from "react";
import { tellOtherTabs } from "@/lib/other-tabs";

/** On a page that a link leads to, after it has changed something: the tab where it was asked for shows it, too. */
export function TellOtherTabs() {
  useEffect(tellOtherTabs, []);
  return null;
}
