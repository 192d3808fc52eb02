"use client";

import { type ChangeEvent, useId, useRef, useState, useTransition } from "react";
import { authClient } from "@/lib/auth-client";
import { shrinkPicture } from "@/lib/picture";
import { Avatar } from "../avatar";

interface PictureFormProps {
  user: { name: string; image?: string | null | undefined };
}

/** Shows a chosen picture before it is saved. The browser makes it small; lib/picture-rule.ts looks at what arrives. */
export function PictureForm({ user }: PictureFormProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [preview, setPreview] = useState<string>();
  const [note, setNote] = useState<{ text: string; isBad: boolean }>();
  const [isPending, startTransition] = useTransition();

  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    event.target.value = ""; // so that the same file can be chosen again
    if (file === undefined) return;
    try {
      setPreview(await shrinkPicture(file));
      setNote({ text: "This is how it will look. It is not saved yet.", isBad: false });
    } catch (error) {
      setPreview(undefined);
      setNote({ text: (error as Error).message, isBad: true });
    }
  };

  const save = (image: string | null) =>
    startTransition(async () => {
      const { error } = await authClient.updateUser({ image });
      if (error) return setNote({ text: error.message ?? "That did not work. Try again.", isBad: true });
      setPreview(undefined);
      setNote({ text: image === null ? "The picture is removed." : "The picture is saved.", isBad: false });
      input.current?.focus(); // the button that was pressed is gone
    });

  const shown = authClient.useSession().data?.user ?? user;
  return (
    <div className="picture">
      <Avatar user={preview === undefined ? shown : { ...shown, image: preview }} size="large" />
      <div>
        <div className="actions">
          <input
            ref={input}
            id={id}
            className="visually-hidden"
            type="file"
            accept="image/png,image/jpeg,image/webp"
            aria-describedby={`${id}-note`}
            onChange={choose}
          />
          <label className={preview ? "button small quiet" : "button small"} htmlFor={id}>
            Choose a picture
          </label>
          {preview && (
            <>
              <button type="button" className="button small" disabled={isPending} onClick={() => save(preview)}>
                Save the picture
              </button>
              <button
                type="button"
                className="button small quiet"
                onClick={() => {
                  setPreview(undefined);
                  setNote(undefined);
                  input.current?.focus();
                }}
              >
                Cancel
              </button>
            </>
          )}
          {!preview && shown.image && (
            <button type="button" className="button small quiet" disabled={isPending} onClick={() => save(null)}>
              Remove it
            </button>
          )}
        </div>
        <p id={`${id}-note`} className={note?.isBad ? "error" : "hint"} role="status">
          {note?.text ?? "PNG, JPEG or WebP; it is cut to a small square."}
        </p>
      </div>
    </div>
  );
}
