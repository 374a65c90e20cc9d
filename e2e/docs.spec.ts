import { apiOf } from "./api";
import { demo } from "./demo";
import { expectNoFaults } from "./expect-no-faults";
import { complaintsOf, expect, test } from "./fixtures";

test.describe("the documentation", () => {
  test("is open to anybody, and has a place for every operation of the document", async ({ page, main }) => {
    const complaints = complaintsOf(page);
    await page.goto("/docs/api");
    await expect(page.getByRole("heading", { level: 1, name: "API reference" })).toBeVisible();
    const { body } = await apiOf(main)("GET", "/api/openapi.json", { key: null });
    const paths = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>);
    for (const { operationId } of paths.flatMap((methods) => Object.values(methods))) {
      await expect(page.locator(`article#${operationId}`), operationId).toHaveCount(1);
    }
    await expect(page.locator("article#getBalance")).toContainText(`curl "${demo().url}/api/balance"`);
    expect(complaints).toEqual([]);
  });

  test("is where the type of a refusal leads", async ({ page, main }) => {
    const { body } = await apiOf(main)("GET", "/api/payouts?stauts=paid");
    await page.goto(String(body.type));
    await expect(page.locator(`article#${body.code}`)).toContainText("names a parameter that does not exist");
    await expect(page.locator(`article#${body.code}`)).toBeInViewport();
  });

  test("has no faults for those who cannot see it, in light and in dark", async ({ page }) => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto("/docs/api");
      // All operations look alike; the whole of the page would take minutes.
      const parts = ["header", ".docs__contents", ".docs-basics", "article#createPayout", "article#Balance"];
      await expectNoFaults(page, `the reference, ${colorScheme}`, parts);
      await page.goto("/docs/errors");
      await expectNoFaults(page, `the errors, ${colorScheme}`);
    }
  });

  test("stands beside the keys of an organization", async ({ ownerPage: page, main }) => {
    await page.goto(`/${main.slug}/developers/keys`);
    await page.getByRole("navigation", { name: "Developers" }).getByRole("link", { name: "Reference" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "API reference" })).toBeVisible();
    await page.getByRole("link", { name: "Create a payout" }).click();
    await expect(page.getByRole("heading", { level: 3, name: "Create a payout" })).toBeInViewport();
  });

  test("tells programs that read where everything is", async ({ request }) => {
    const answer = await request.get("/llms.txt");
    expect(answer.headers()["content-type"]).toContain("text/plain");
    expect(await answer.text()).toContain(`${demo().url}/api/openapi.json`);
  });
});
