import { expectNoFaults } from "../expect-no-faults";
import { complaintsOf, expect, test } from "../fixtures";
import { pagesOf } from "../pages";

// The pictures are for people: none is stored that they could be compared with. What is judged holds without one.

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 390]) {
    test(`every page looks right, ${colorScheme} and ${width} wide`, async ({ ownerPage: page, main }, info) => {
      const complaints = complaintsOf(page);
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      for (const [index, path] of [...(await pagesOf(main)), "/sign-in"].entries()) {
        // Whoever is signed in does not see it.
        if (path === "/sign-in") await page.context().clearCookies();
        await page.goto(path);
        await expect(page.locator("h1:visible")).toBeVisible();
        await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
        await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
        const name = path.replace(/\?.*$/, "").replace(`/${main.slug}`, "").replaceAll("/", " ").trim() || "overview";
        const number = String(index + 1).padStart(2, "0");
        await page.screenshot({ path: info.outputPath(`${number} ${name}.png`), fullPage: true });
        const scrolls = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
        await expect.poll(scrolls, `${path} scrolls sideways`).toBe(false);
        await expectNoFaults(page, path);
      }
      expect(complaints).toEqual([]);
    });
  }
}
