export default defineEventHandler((event) => {
  const { user, session } = event.context;
  if (!user || !session) throw createError({ statusCode: 401, statusMessage: "Unauthorized" });

  return { name: user.name, nickname: user.nickname, email: user.email, sessionEnds: session.expiresAt };
});
