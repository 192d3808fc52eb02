import { index, type RouteConfig, route } from "@react-router/dev/routes";

export default [
  index("routes/home.tsx"),
  route("sign-up", "routes/sign-up.tsx"),
  route("sign-in", "routes/sign-in.tsx"),
  route("dashboard", "routes/dashboard.tsx"),
  route("broken", "routes/broken.ts"),
  route("api/auth/*", "routes/auth.ts"),
  route("*", "routes/not-found.ts"),
] satisfies RouteConfig;
