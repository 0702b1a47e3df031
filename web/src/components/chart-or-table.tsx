import { Tabs } from 'radix-ui';
import type { ReactNode } from 'react';
import { text } from '../text.ts';
import './chart-or-table.css';

/** A chart with its table twin, one of them at a time. */
export function ChartOrTable({ label, chart, table }: { label: string; chart: ReactNode; table: ReactNode }) {
  return (
    <Tabs.Root defaultValue="chart" className="twin">
      <Tabs.List className="twin-tabs no-print" aria-label={label}>
        <Tabs.Trigger value="chart">{text.system.chart}</Tabs.Trigger>
        <Tabs.Trigger value="table">{text.system.table}</Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content value="chart" tabIndex={-1}>
        {chart}
      </Tabs.Content>
      <Tabs.Content value="table" tabIndex={-1}>
        {table}
      </Tabs.Content>
    </Tabs.Root>
  );
}
