// The browser talks to this origin only; the platform is behind it.
async function forward(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const body = request.method === 'GET' ? null : await request.text();
  const answer = await fetch(`${process.env['PLATFORM']}${pathname}${search}`, { method: request.method, body, cache: 'no-store' });
  return new Response(await answer.text(), { status: answer.status, headers: { 'Content-Type': 'application/json' } });
}

export { forward as GET, forward as POST };
