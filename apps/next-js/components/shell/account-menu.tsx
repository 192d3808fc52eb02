"use client";

import Link from "next/link";
import { useRef } from "react";
import type { Session } from "@/lib/auth-client";
import { Avatar } from "../avatar";
import { Icon } from "./icon";
import { SignOutButton } from "./sign-out-button";

/** Who is signed in, and what they can do. The browser opens and closes it, by Escape and by a click elsewhere, too. */
export function AccountMenu({ user }: { user: Session["user"] }) {
  const menu = useRef<HTMLDivElement>(null);
  const close = () => menu.current?.hidePopover();
  return (
    <>
      <button type="button" className="who" popoverTarget="account-menu">
        <Avatar user={user} />
        <span className="visually-hidden">Account of </span>
        <span className="name">{user.name}</span>
        <Icon name="more" />
      </button>
      <div ref={menu} id="account-menu" popover="auto" className="menu">
        <p className="person">
          <strong>{user.name}</strong>
          <span className="hint">{user.email}</span>
        </p>
        <Link href="/profile" onClick={close}>
          <Icon name="profile" />
          Edit your profile
        </Link>
        <Link href="/outbox" onClick={close}>
          <Icon name="outbox" />
          Outbox
        </Link>
        <SignOutButton />
      </div>
    </>
  );
}
