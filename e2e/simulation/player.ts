import { AppError } from "@/lib/core/errors";
import { cancelPayout } from "@/lib/payouts/cancel-payout";
import { createPayout } from "@/lib/payouts/create-payout";
import { getPayoutIntent } from "@/lib/payouts/get-payout-intent";
import { syncAccount } from "@/lib/sync/sync-account";
import type { Arena, Place } from "./arena";
import { actAtBank, sell } from "./happenings";
import { createMailbox, type Mailbox } from "./mailbox";
import { createProcesses } from "./processes";
import type { Schedule, Step } from "./schedule";
import { type Answer, nothingTold, type Told, tamperedBy } from "./told";
import { count, type FaultCounts } from "./trouble";

export type Player = {
  readonly told: Told;
  readonly mailbox: Mailbox;
  play(step: Step): Promise<void>;
};

/** Plays a schedule's steps on the first account of the arena, and keeps what everybody heard. */
export function createPlayer(arena: Arena, schedule: Schedule, counts: FaultCounts): Player {
  const told = nothingTold();
  const [place, , foreign] = arena.places;
  const mailbox = createMailbox(arena, { told, counts, seed: schedule.seed, place, foreign });
  const { inProcess, sweep } = createProcesses(arena, { schedule, mailbox, counts });

  async function ask(step: Step, key: number, { tampered = false } = {}): Promise<void> {
    const amount = (told.amounts.get(key) ?? 0) + (tampered ? tamperedBy : 0);
    const input = { amount: BigInt(amount), method: "standard" as const, metadata: {} };
    const result = await inProcess(step, () => createPayout(place.person, input, { clientKey: `key-${key}` }));
    const answer = answerOf(result);
    told.asked.push({ key, tampered, answer, at: arena.emulator().now() });
    told.texts.push(JSON.stringify(answer));
  }

  async function pay(step: Extract<Step, { act: "pay" }>): Promise<void> {
    told.amounts.set(step.key, step.amount);
    const second = step.twice ? [ask({ ...step, trouble: undefined }, step.key)] : [];
    await Promise.all([ask(step, step.key), ...second]);
  }

  async function act(step: Step): Promise<void> {
    if (step.act === "sale") return sell(arena, place, step);
    if (step.act === "wait") return arena.advance(step.seconds);
    if (step.act === "bank") return actAtBank(arena, place, { what: step.what, payoutId: payoutOf(told, step.key) });
    if (step.act === "deliver") return mailbox.deliver(step.how, (work) => inProcess(step, work));
    if (step.act === "watch") return watch(step, step.key);
    if (step.act === "cancel") return cancel(step, step.key);
    if (step.act === "retry") return ask(step, step.key, step);
    if (step.act === "pay") return pay(step);
    await inProcess<unknown>(step, step.act === "sync" ? () => syncPlace(place, step.full) : sweep);
  }

  async function cancel(step: Step, key: number): Promise<void> {
    const payoutId = payoutOf(told, key);
    if (payoutId === null) return;
    const result = await inProcess(step, () => cancelPayout(place.person, { id: payoutId }));
    if (result === null) return;
    if ("value" in result) told.canceled.push({ payoutId, status: result.value.status });
    else told.texts.push(String(result.error));
  }

  async function watch(step: Step, key: number): Promise<void> {
    const open = told.asked.find((asked) => asked.key === key && asked.answer.kind === "processing");
    if (open?.answer.kind !== "processing") return;
    const { intentId } = open.answer;
    await inProcess(step, () => getPayoutIntent(place.person, { id: intentId }));
  }

  return {
    told,
    mailbox,
    play: async (step) => {
      // Two things never happen at the same instant: what was read then could be taken for newer than it is.
      await arena.advance(1);
      await act(step);
      if (step.act === "pay" && step.twice) count(counts, "double_submit");
      if (step.act === "retry" && step.tampered) count(counts, "tampered_retry");
      if (step.act === "wait" && step.seconds >= 86_400) count(counts, "clock_past_a_day");
      if (schedule.mode === "polling_only") await mailbox.loseAll();
    },
  };
}

export function syncPlace({ system, account }: Place, full = false) {
  return syncAccount(system, { accountId: account.stripeAccountId, trigger: "cron", full });
}

/** The payout that a caller was told of under a key. */
function payoutOf(told: Told, key: number): string | null {
  const found = told.asked.find((asked) => asked.key === key && asked.answer.kind === "created");
  return found?.answer.kind === "created" ? found.answer.payoutId : null;
}

type Heard = { value: Awaited<ReturnType<typeof createPayout>> } | { error: unknown } | null;

function answerOf(heard: Heard): Answer {
  if (heard === null) return { kind: "nothing" };
  if ("value" in heard) {
    if (heard.value.kind === "processing") return heard.value;
    const { stripePayoutId, status, amount } = heard.value.payout;
    return { kind: "created", payoutId: stripePayoutId, status, amount: Number(amount.minor) };
  }
  const { error } = heard;
  // What broke on our side is answered as an error that promises nothing.
  if (!(error instanceof AppError)) return { kind: "nothing" };
  return { kind: "refused", code: error.code, isForEver: Object.hasOwn(error.details.extra ?? {}, "intentId") };
}
