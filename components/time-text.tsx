import { arrivalDay, type Clock, clockTime, fullTime, shortDate, shortDay, stamp } from "./time";

type TimeTextProps = {
  at: Date;
  clock: Clock;
  /** stamp: `Today 09:58`. date: `Nov 20`. time: `10:02:11 EST`. */
  as?: "stamp" | "date" | "time";
  className?: string;
};

/** A moment in the organization's time zone; its tooltip gives it in full, with UTC. */
export function TimeText({ at, clock, as = "stamp", className }: TimeTextProps) {
  const text = { stamp, date: shortDate, time: (moment: Date) => clockTime(moment, clock.zone) }[as](at, clock);
  return (
    <time dateTime={at.toISOString()} title={fullTime(at, clock.zone)} className={className}>
      {text}
    </time>
  );
}

/** A calendar day, `YYYY-MM-DD`, that belongs to no time zone. */
export function DayText({ day, clock, weekday = false }: { day: string; clock: Clock; weekday?: boolean }) {
  return <time dateTime={day}>{shortDay(day, clock, { weekday })}</time>;
}

/** The day on which Stripe says a payout arrives. */
export function ArrivalText({ at, clock, weekday = false }: { at: Date; clock: Clock; weekday?: boolean }) {
  return <DayText day={arrivalDay(at)} clock={clock} weekday={weekday} />;
}
