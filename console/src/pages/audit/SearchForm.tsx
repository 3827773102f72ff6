import Button from "@cloudscape-design/components/button";
import ColumnLayout from "@cloudscape-design/components/column-layout";
import Container from "@cloudscape-design/components/container";
import DateRangePicker from "@cloudscape-design/components/date-range-picker";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { addressOf, rangeOf } from "./searched";
import { attributes, text } from "./text";

const ALL = "All";

const options = [
  { value: ALL, label: text.none },
  ...Object.entries(attributes).map(([value, label]) => ({ value, label })),
];

const relativeOptions = [
  { type: "relative", key: "1-hour", amount: 1, unit: "hour" },
  { type: "relative", key: "1-day", amount: 1, unit: "day" },
  { type: "relative", key: "7-day", amount: 7, unit: "day" },
  { type: "relative", key: "30-day", amount: 30, unit: "day" },
] as const;

/** What to search; the address has it. */
export function SearchForm() {
  const [search, setSearch] = useSearchParams();
  const [attribute, setAttribute] = useState(search.get("attribute") ?? "ReadOnly");
  const [value, setValue] = useState(search.get("value") ?? (search.has("attribute") ? "" : "false"));
  const [range, setRange] = useState(() => rangeOf(search));
  return (
    <Container>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setSearch((before) => addressOf(before, attribute, attribute === ALL ? "" : value, range));
        }}
      >
        <SpaceBetween size="m">
          <ColumnLayout columns={3}>
            <FormField label={text.attribute}>
              <Select
                options={options}
                selectedOption={options.find((option) => option.value === attribute) ?? null}
                onChange={({ detail }) => setAttribute(detail.selectedOption.value ?? ALL)}
              />
            </FormField>
            <FormField label={text.value}>
              <Input
                value={value}
                disabled={attribute === ALL}
                placeholder={text.valuePlaceholder}
                spellcheck={false}
                onChange={({ detail }) => setValue(detail.value)}
              />
            </FormField>
            <FormField label={text.range}>
              <DateRangePicker
                value={range}
                relativeOptions={relativeOptions}
                placeholder={text.rangePlaceholder}
                expandToViewport
                isValidRange={(chosen) =>
                  chosen?.type === "absolute" && chosen.startDate >= chosen.endDate
                    ? { valid: false, errorMessage: text.invalidRange }
                    : { valid: true }
                }
                onChange={({ detail }) => setRange(detail.value)}
              />
            </FormField>
          </ColumnLayout>
          <Button variant="primary" formAction="submit">
            {text.search}
          </Button>
        </SpaceBetween>
      </form>
    </Container>
  );
}
