export default defineEventHandler(async (event) => {
  const { nickname } = await readBody<{ nickname: string }>(event);

  const { response, headers } = await auth.api.updateUser({
    headers: event.headers,
    body: { nickname },
    returnHeaders: true,
  });
  for (const cookie of headers.getSetCookie()) appendResponseHeader(event, "set-cookie", cookie);
  return response;
});
