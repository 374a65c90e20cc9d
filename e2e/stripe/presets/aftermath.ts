import { day, hour } from "../calendar";
import { captureCharge } from "../charge-outcomes";
import { payoutStep } from "../currency";
import { closeDispute, openDispute } from "../disputes";
import { nextFraction, nextInteger, type Stream } from "../random";
import { failRefund } from "../refund-outcomes";
import { makeRefund } from "../refunds";
import type { ChargeRecord } from "../state";
import type { World } from "../world";
import type { Mix } from "./mix";
import type { Command } from "./plan";

/** A sale that is planned; its charge is there once it has happened. */
export type Sale = { at: number; made: { charge?: ChargeRecord } };

const captureShare = 0.7;
const partShare = 0.4;
const fullRefundShare = 0.6;
const lostShare = 0.65;
const disputeDays = 15;

/** What follows a sale, days later: at most one thing. */
export function aftermath(world: World, mix: Mix, stream: Stream, sale: Sale): Command[] {
  const chance = nextFraction(stream);
  const held = capture(world, stream, sale);
  if (chance < mix.refunds) return [held, ...refunded(world, stream, sale, chance < mix.refundFailures)];
  if (chance > 1 - mix.disputes) return [held, ...disputed(world, stream, sale)];
  if (chance > 1 - mix.disputes - mix.inquiries) return [held, ...asked(world, stream, sale)];
  return [held];
}

/** What was only authorized is taken after hours, if it is taken. */
function capture(world: World, stream: Stream, { at, made }: Sale): Command {
  const [isTaken, isPart] = [nextFraction(stream) < captureShare, nextFraction(stream) < partShare];
  const run = (): void => {
    const { charge } = made;
    if (!charge || !isTaken || charge.isCaptured || charge.status !== "succeeded") return;
    captureCharge(world, charge, isPart ? partOf(charge, charge.amount, 0.6) : charge.amount);
  };
  return { at: at + nextInteger(stream, hour, 3 * day), run };
}

/** A part of an amount that the currency can hold; never nothing. */
function partOf({ currency }: ChargeRecord, amount: number, share: number): number {
  const step = payoutStep(currency);
  return Math.min(amount, Math.max(step, Math.round((amount * share) / step) * step));
}

function refunded(world: World, stream: Stream, { at, made }: Sale, comesBack: boolean): Command[] {
  const isFull = nextFraction(stream) < fullRefundShare;
  const share = isFull ? 1 : 0.2 + 0.6 * nextFraction(stream);
  const when = at + nextInteger(stream, 4 * day, 14 * day);
  const held: { refund?: ReturnType<typeof makeRefund> } = {};
  const giveBack = (): void => {
    const { charge } = made;
    if (charge?.status !== "succeeded" || !charge.isCaptured) return;
    held.refund = makeRefund(world, charge, partOf(charge, charge.amountCaptured, share), "requested_by_customer");
  };
  const fail = (): void => {
    if (comesBack && held.refund?.transferReversal === null) failRefund(world, held.refund);
  };
  return [
    { at: when, run: giveBack },
    { at: when + 2 * day, run: fail },
  ];
}

function disputed(world: World, stream: Stream, { at, made }: Sale): Command[] {
  const outcome = nextFraction(stream) < lostShare ? "lost" : "won";
  const opened = at + nextInteger(stream, 5 * day, 20 * day);
  return disputeOf(world, made, { opened, outcome });
}

function asked(world: World, stream: Stream, { at, made }: Sale): Command[] {
  const opened = at + nextInteger(stream, 5 * day, 20 * day);
  return disputeOf(world, made, { opened, outcome: "warning_closed" });
}

type Course = { opened: number; outcome: "won" | "lost" | "warning_closed" };

/** From its opening to its end; nothing where the sale came to nothing or came through the platform. */
function disputeOf(world: World, made: Sale["made"], { opened, outcome }: Course): Command[] {
  const held: { dispute?: ReturnType<typeof openDispute> } = {};
  const open = (): void => {
    const { charge } = made;
    if (charge?.status !== "succeeded" || !charge.isCaptured || charge.sourceTransfer !== null || charge.disputed)
      return;
    held.dispute = openDispute(world, charge, { reason: "fraudulent", isInquiry: outcome === "warning_closed" });
  };
  const close = (): void => {
    if (held.dispute?.status.endsWith("needs_response")) closeDispute(world, held.dispute, outcome);
  };
  return [
    { at: opened, run: open },
    { at: opened + disputeDays * day, run: close },
  ];
}
