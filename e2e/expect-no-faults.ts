import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Has axe judge the page as it stands, or only the parts that the selectors name. */
export async function expectNoFaults(page: Page, where: string, parts: readonly string[] = []): Promise<void> {
  // Every page is one document, without frames to put together, and only what is wrong with it is asked for.
  const axe = new AxeBuilder({ page })
    .withTags(rules)
    .options({ resultTypes: ["violations"] })
    .setLegacyMode();
  const { violations } = await parts.reduce((builder, part) => builder.include(part), axe).analyze();
  const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  expect(faults, where).toEqual([]);
}
