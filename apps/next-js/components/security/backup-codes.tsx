"use client";

import { Subject } from "../outcome";
import { CopyButton } from "./copy-button";

interface BackupCodesProps {
  codes: readonly string[];
  email: string;
  message?: string | undefined;
  onKept: () => void;
}

/** Shown once: the server gives them out no second time. */
export function BackupCodes({ codes, email, message, onKept }: BackupCodesProps) {
  const text = [`Backup codes for ${email}. Each works once.`, "", ...codes, ""].join("\n");
  return (
    <>
      {message && (
        <p className="notice good" role="status">
          {message}
        </p>
      )}
      <Subject title="Keep your backup codes" />
      <p>For the day when your phone is lost. Each works once. They are shown now and never again.</p>
      <ul className="codes" aria-label="Backup codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="actions">
        <a
          className="button"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="backup-codes.txt"
        >
          Download
        </a>
        <CopyButton text={codes.join("\n")}>Copy</CopyButton>
        <button type="button" className="button quiet" onClick={onKept}>
          I have kept them
        </button>
      </div>
    </>
  );
}
