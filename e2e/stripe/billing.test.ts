import { beforeEach, describe, expect, it } from "vitest";
import { addMonths, day } from "./calendar";
import { createTinyWorld } from "./test-client";

let world: ReturnType<typeof createTinyWorld>;
beforeEach(() => {
  world = createTinyWorld();
});

type Run = Parameters<typeof world.emulator.runScenario>;
const run = (name: Run[0], params?: Run[2]) => world.emulator.runScenario(name, world.manual.stripeAccount, params);
const start = (params?: Run[2]) => String(run("subscription_start", params).id);
const read = (id: string) => world.stripe.subscriptions.retrieve(id, {}, world.manual);

async function typesOf(object: string): Promise<string[]> {
  const { data } = await world.stripe.events.list({ limit: 100 }, world.manual);
  return data
    .filter((event) => "id" in event.data.object && event.data.object.id === object)
    .map(({ type }) => type)
    .toReversed();
}

async function invoicesOf(subscription: string) {
  return (await world.stripe.invoices.list({ subscription }, world.manual)).data;
}

describe("a subscription", () => {
  it("begins with an invoice that is paid by a charge", async () => {
    const id = start({ amount: 2_000, quantity: 2, email: "Reader@Example.com" });
    const subscription = await read(id);
    expect(subscription).toMatchObject({ status: "active", ended_at: null, trial_end: null });
    const [item] = subscription.items.data;
    expect(item).toMatchObject({ quantity: 2, price: { unit_amount: 2_000, recurring: { interval: "month" } } });
    expect(item?.current_period_end).toBe(addMonths(subscription.start_date, 1));
    const [invoice, ...others] = await invoicesOf(id);
    expect(others).toEqual([]);
    expect(invoice).toMatchObject({
      status: "paid",
      amount_paid: 4_000,
      billing_reason: "subscription_create",
      parent: { subscription_details: { subscription: id } },
    });
    const payments = await world.stripe.invoicePayments.list({ invoice: invoice?.id }, world.manual);
    const intent = payments.data[0]?.payment.payment_intent;
    const charges = await world.stripe.charges.list({ payment_intent: String(intent) }, world.manual);
    expect(charges.data).toMatchObject([
      { amount_captured: 4_000, customer: subscription.customer, billing_details: { email: "Reader@Example.com" } },
    ]);
    expect(await typesOf(id)).toEqual(["customer.subscription.created", "customer.subscription.updated"]);
    expect(await typesOf(invoice?.id ?? "")).toEqual([
      "invoice.created",
      "invoice.finalized",
      "invoice.paid",
      "invoice.payment_succeeded",
    ]);
  });

  it("is paid again each month on its day", async () => {
    const id = start({ amount: 1_500 });
    const { start_date: from } = await read(id);
    await world.emulator.advance(addMonths(from, 2) - from);
    const invoices = await invoicesOf(id);
    expect(invoices.map(({ created }) => created)).toEqual([addMonths(from, 2), addMonths(from, 1), from]);
    expect(invoices[0]?.billing_reason).toBe("subscription_cycle");
    expect((await read(id)).items.data[0]?.current_period_start).toBe(addMonths(from, 2));
    expect(world.emulator.verifyLedger().problems).toEqual([]);
  });

  it("pays nothing in its trial, and then does", async () => {
    const id = start({ trialDays: 7 });
    expect(await read(id)).toMatchObject({ status: "trialing", latest_invoice: null });
    await world.emulator.advance(7 * day);
    expect((await read(id)).status).toBe("active");
    expect(await invoicesOf(id)).toHaveLength(1);
  });

  it("ends at once when it is canceled, and is then listed only on request", async () => {
    const id = start();
    run("subscription_cancel", { subscription: id });
    const now = world.emulator.now();
    expect(await read(id)).toMatchObject({
      status: "canceled",
      ended_at: now,
      canceled_at: now,
      cancellation_details: { reason: "cancellation_requested" },
    });
    const listed = async (status?: "all" | "canceled" | "ended" | "active") =>
      (await world.stripe.subscriptions.list({ status, limit: 100 }, world.manual)).data.map((one) => one.id);
    expect(await listed()).not.toContain(id);
    expect(await listed("active")).not.toContain(id);
    for (const status of ["all", "canceled", "ended"] as const) expect(await listed(status)).toContain(id);
    expect((await typesOf(id)).at(-1)).toBe("customer.subscription.deleted");
    await world.emulator.advance(40 * day);
    expect(await invoicesOf(id)).toHaveLength(1);
    expect(() => run("subscription_cancel", { subscription: id })).toThrow("has ended");
  });

  it("ends with its period when that is asked for, and knows both times", async () => {
    const id = start();
    const asked = world.emulator.now() + 5 * day;
    await world.emulator.advance(5 * day);
    run("subscription_cancel", { subscription: id, atPeriodEnd: true });
    const waiting = await read(id);
    const end = waiting.items.data[0]?.current_period_end ?? 0;
    expect(waiting).toMatchObject({ status: "active", cancel_at_period_end: true, cancel_at: end, ended_at: null });
    await world.emulator.advance(end - world.emulator.now());
    expect(await read(id)).toMatchObject({ status: "canceled", canceled_at: asked, ended_at: end });
    expect(world.emulator.oracle().subscriptions.at(-1)).toMatchObject({ id, ended: end, status: "canceled" });
    expect(await invoicesOf(id)).toHaveLength(1);
  });

  it("is past due after a declined payment, and goes on once the next one is paid", async () => {
    const id = start();
    run("subscription_past_due", { subscription: id, recovers: true });
    expect((await read(id)).status).toBe("past_due");
    const [open] = await invoicesOf(id);
    expect(open).toMatchObject({ status: "open", amount_paid: 0 });
    const [failed] = (await world.stripe.charges.list({ limit: 1 }, world.manual)).data;
    expect(failed).toMatchObject({ status: "failed", amount_captured: 0, balance_transaction: null });
    await world.emulator.advance(3 * day);
    expect((await read(id)).status).toBe("active");
    expect((await invoicesOf(id))[0]).toMatchObject({ id: open?.id, status: "paid", attempt_count: 2 });
    const payments = await world.stripe.invoicePayments.list({ invoice: open?.id }, world.manual);
    expect(payments.data.map(({ status }) => status)).toEqual(["paid", "canceled"]);
  });

  it("ends when nobody pays to the last", async () => {
    const id = start();
    run("subscription_past_due", { subscription: id });
    await world.emulator.advance(8 * day);
    expect(await read(id)).toMatchObject({
      status: "canceled",
      ended_at: world.emulator.now(),
      cancellation_details: { reason: "payment_failed" },
    });
    expect((await invoicesOf(id))[0]?.status).toBe("void");
  });

  it("asks for nothing while it is paused", async () => {
    const id = start();
    run("subscription_pause", { subscription: id });
    expect(await typesOf(id)).toContain("customer.subscription.paused");
    await world.emulator.advance(45 * day);
    expect((await read(id)).status).toBe("paused");
    expect(await invoicesOf(id)).toHaveLength(1);
    run("subscription_resume", { subscription: id });
    const { status, items } = await read(id);
    expect([status, items.data[0]?.current_period_end]).toEqual(["active", addMonths(world.emulator.now(), 1)]);
    expect(await invoicesOf(id)).toHaveLength(2);
    // Events are kept for thirty days.
    expect(await typesOf(id)).toEqual(["customer.subscription.updated", "customer.subscription.resumed"]);
    expect(() => run("subscription_resume", { subscription: id })).toThrow("not paused");
  });

  it("never begins when its first payment is never made", async () => {
    const id = start({ neverPaid: true });
    expect((await read(id)).status).toBe("incomplete");
    await world.emulator.advance(day);
    expect((await read(id)).status).toBe("incomplete_expired");
    expect(await invoicesOf(id)).toMatchObject([{ status: "void" }]);
  });
});

describe("a customer", () => {
  it("is made, changed and deleted, with the subscriptions", async () => {
    const id = String(run("customer_create", { email: "First@Example.com", name: "First" }).id);
    const subscription = start({ customer: id });
    run("customer_update", { customer: id, email: "second@example.com" });
    expect(await world.stripe.customers.retrieve(id, {}, world.manual)).toMatchObject({
      email: "second@example.com",
      name: "First",
    });
    run("customer_delete", { customer: id });
    expect(await world.stripe.customers.retrieve(id, {}, world.manual)).toEqual(
      expect.objectContaining({ id, object: "customer", deleted: true }),
    );
    expect((await read(subscription)).status).toBe("canceled");
    const listed = await world.stripe.customers.list({ limit: 100 }, world.manual);
    expect(listed.data.map((customer) => customer.id)).not.toContain(id);
    expect(await typesOf(id)).toEqual(["customer.created", "customer.updated", "customer.deleted"]);
    const charges = await world.stripe.charges.list({ customer: id, expand: ["data.customer"] }, world.manual);
    expect(charges.data).toMatchObject([{ customer: { deleted: true } }]);
    expect(() => run("customer_update", { customer: id })).toThrow("deleted");
  });
});
