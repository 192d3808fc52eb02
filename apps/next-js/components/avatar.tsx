interface AvatarProps {
  user: { name: string; image?: string | null | undefined };
  size?: "small" | "large";
}

/** A picture of somebody, or their initials. It says nothing that the name beside it does not say. */
export function Avatar({ user, size = "small" }: AvatarProps) {
  return (
    <span className={`avatar ${size}`} aria-hidden="true">
      {user.image ? <img src={user.image} alt="" /> : initialsOf(user.name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("");
}
