// Sign-up, sign-out, sign-in and the session, by the client and by the server that renders a page.

import { auth } from "@/lib/auth";
import { authClient } from "@/lib/auth-client";
import { pageHeaders } from "./browser";

const [email, password] = ["ada@example.com", "correct horse"];

const signedUp = await authClient.signUp.email({ email, password, name: "Ada", image: "https://example.com/ada.png" });
console.log(signedUp.data?.user.email, signedUp.error);
console.log((await authClient.getSession()).data?.user.name);

let wasTold = false;
await authClient.signOut({
  fetchOptions: {
    onSuccess: () => {
      wasTold = true;
    },
  },
});
console.log(wasTold, (await authClient.getSession()).data);

const { data, error } = await authClient.signIn.email(
  {
    email,
    password,
    callbackURL: "/dashboard",
    rememberMe: false,
  },
  {
    onSuccess: ({ data: answer }) => console.log("success", answer.user.name),
    onError: ({ error: problem }) => console.log("failure", problem.message),
  },
);
console.log(data?.redirect, data?.url, error);

const session = await auth.api.getSession({ headers: pageHeaders() });
console.log(session?.user.email);

await authClient.signOut();
console.log(await auth.api.getSession({ headers: pageHeaders() }));

const wrong = await authClient.signIn.email({ email, password: "a guess" });
console.log(wrong.data, wrong.error?.status, wrong.error?.code);
