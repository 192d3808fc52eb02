"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { authClient } from "@/lib/auth-client";
import { leave } from "@/lib/away";
import { formatDate } from "@/lib/date";
import { failed } from "@/lib/form-state";
import { tellOtherTabs } from "@/lib/other-tabs";
import { providerProblem } from "@/lib/provider-problems";
import type { Provider } from "@/lib/providers";
import { ConfirmDialog } from "../session/confirm-dialog";
import { SignInAgainButton } from "../session/sign-in-again-button";
import { Icon } from "../shell/icon";

export interface AccountItem {
  id: string;
  providerId: string;
  /** What people call it. */
  label: string;
  createdAt: Date;
}

interface AccountListProps {
  accounts: AccountItem[];
  /** What can be linked. */
  providers: Provider[];
  /** The provider whose account was linked just now. */
  linked?: string | undefined;
  /** Why it was not. */
  problem?: string | undefined;
}

/** What came of the last step. */
interface Outcome {
  text: string;
  isBad?: boolean;
  isTooOld?: boolean;
}

export function AccountList({ accounts, providers, linked, problem }: AccountListProps) {
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const said = useRef<HTMLParagraphElement>(null);
  const [subject, setSubject] = useState<AccountItem>();
  const [error, setError] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const added = accounts.find(({ providerId }) => providerId === linked);
  const [outcome, setOutcome] = useState<Outcome | undefined>(
    problem !== undefined
      ? { text: providerProblem(problem).text, isBad: true }
      : added && { text: `${added.label} is linked. From now on you can sign in with it.` },
  );
  const [hasNews] = useState(outcome !== undefined);
  useEffect(() => {
    if (hasNews) said.current?.focus(); // somebody comes back from a provider, to a long page
  }, [hasNews]);

  const link = (provider: string) =>
    startTransition(async () => {
      const { error } = await authClient.linkSocial({
        provider,
        callbackURL: `/security?${new URLSearchParams({ linked: provider })}`,
        errorCallbackURL: "/security",
      });
      if (error) return setOutcome({ text: failed(error).message ?? "", isBad: true });
      await leave();
    });
  const ask = (account: AccountItem) => {
    setSubject(account);
    setError(undefined);
    dialog.current?.showModal();
  };
  const show = (outcome: Outcome) => {
    dialog.current?.close();
    setOutcome(outcome);
    said.current?.focus(); // the button that was pressed may go
  };
  const unlink = () =>
    startTransition(async () => {
      const { error } = await authClient.unlinkAccount({ accountId: subject?.id ?? "" });
      if (error?.code === "SESSION_NOT_FRESH") {
        const text = "You signed in more than a day ago. To remove a way to sign in, show that it is still you.";
        return show({ text, isBad: true, isTooOld: true });
      }
      if (error) return setError(failed(error).message);
      show({ text: `${subject?.label}: nobody can sign in to your account with it any more.` });
      tellOtherTabs();
      router.refresh();
    });

  return (
    <>
      <p
        ref={said}
        className={outcome ? `notice ${outcome.isBad ? "bad" : "good"}` : "visually-hidden"}
        role="status"
        tabIndex={-1}
      >
        {outcome?.text}
      </p>
      <ul className="list" aria-label="Ways to sign in">
        {accounts.map((account) => (
          <li key={account.id}>
            <div>
              <p className="subject">{account.label}</p>
              <p className="hint">
                since {formatDate(account.createdAt)}
                {accounts.length === 1 && " · the only one, so it stays"}
              </p>
            </div>
            {accounts.length > 1 && (
              <button type="button" className="button small danger" onClick={() => ask(account)}>
                Remove<span className="visually-hidden"> {account.label}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {outcome?.isTooOld ? (
        <p className="actions">
          <SignInAgainButton from="/security" />
        </p>
      ) : (
        <p className="actions">
          {providers.map(({ id, name }) => (
            <button
              key={id}
              type="button"
              className="button quiet with-icon"
              aria-disabled={isPending}
              onClick={isPending ? undefined : () => link(id)}
            >
              <Icon name="provider" />
              Link {name}
            </button>
          ))}
        </p>
      )}
      <ConfirmDialog
        ref={dialog}
        title={`Remove “${subject?.label}”?`}
        text="Nobody can sign in to your account with it any more. You can add it again."
        action="Remove it"
        isPending={isPending}
        error={error}
        onConfirm={unlink}
      />
    </>
  );
}
