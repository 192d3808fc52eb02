import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { FollowOtherTabs } from "@/components/follow-changes";
import { SiteFooter } from "@/components/shell/site-footer";
import { SiteHeader } from "@/components/shell/site-header";
import "./styles/all.css";

export const metadata: Metadata = {
  title: { default: "Better Auth demo", template: "%s · Better Auth demo" },
  description: "Sign-up, sign-in, sessions and a profile with Next.js",
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#171a22" },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    // The theme is set before React sees the element.
    <html lang="en" suppressHydrationWarning>
      <head>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <script src="/theme.js" />
      </head>
      <body>
        <a className="skip" href="#main">
          Skip to the content
        </a>
        <FollowOtherTabs />
        <SiteHeader />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <SiteFooter />
      </body>
    </html>
  );
}
