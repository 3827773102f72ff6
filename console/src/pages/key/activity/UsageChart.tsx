import BarChart from "@cloudscape-design/components/bar-chart";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import { useMemo, useState } from "react";
import { type KeyEvent, usage } from "../../../kms/events";
import { text } from "./text";

const SERIES_MAX = 6;
const DAY_MS = 86_400_000;
const STEPS_MIN = { hour: 24, day: 14 };

/** How often each operation was called, by hour or day. */
export function UsageChart({ events }: { events: readonly KeyEvent[] }) {
  const first = events.at(-1)?.time.getTime() ?? 0;
  const last = events[0]?.time.getTime() ?? 0;
  const [step, setStep] = useState<"hour" | "day" | null>(null);
  // Hours of many days would be too thin to see.
  const shown = step ?? (last - first > 2 * DAY_MS ? "day" : "hour");
  const series = useMemo(
    () => usage(events, { step: shown, stepsMin: STEPS_MIN[shown], seriesMax: SERIES_MAX, other: text.other }),
    [events, shown],
  );
  const xDomain = series[0]?.points.map((point) => point.x) ?? [];
  const yMax = Math.max(
    1,
    ...xDomain.map((_, index) => series.reduce((sum, each) => sum + (each.points[index]?.y ?? 0), 0)),
  );
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={text.chartHint(events.length)}
          actions={
            <SegmentedControl
              label={text.by}
              selectedId={shown}
              options={[
                { id: "hour", text: text.byHour },
                { id: "day", text: text.byDay },
              ]}
              onChange={({ detail }) => setStep(detail.selectedId as "hour" | "day")}
            />
          }
        >
          {text.chart}
        </Header>
      }
    >
      <BarChart
        ariaLabel={text.chart}
        series={series.map((each) => ({ title: each.name, type: "bar" as const, data: each.points }))}
        stackedBars
        xScaleType="categorical"
        xDomain={xDomain}
        yDomain={[0, yMax]}
        yTitle={text.events}
        hideFilter
        height={180}
        i18nStrings={{
          // There is no half of an event.
          yTickFormatter: (y) => (Number.isInteger(y) ? y.toLocaleString() : ""),
          xTickFormatter: (x) =>
            x.toLocaleString(
              undefined,
              shown === "day"
                ? { month: "short", day: "numeric" }
                : { day: "numeric", month: "short", hour: "2-digit" },
            ),
        }}
        empty={text.chartEmpty}
      />
    </Container>
  );
}
