/**
 * Where to go after signing in: a path of this site, else home. Anything that a browser could read as another site
 * (`//host`, `/\host`, a scheme) is refused, and so are addresses that are no pages.
 */
export function safeNext(next: string | undefined): string {
  if (!next?.startsWith("/") || next.includes("\\")) return "/";
  const here = "http://here.invalid";
  if (!URL.canParse(next, here)) return "/";
  const url = new URL(next, here);
  if (url.origin !== here || notPages.test(url.pathname)) return "/";
  return `${url.pathname}${url.search}${url.hash}`;
}

const notPages = /^\/(api|sign-in|_next)(\/|$)|^\/\//;
