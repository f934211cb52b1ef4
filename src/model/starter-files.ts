/**
 * The files of a new model: small, whole, and of a business that nobody mistakes for their own. `#: path` becomes the meaning of that
 * field, `#= key` a sentence of the dictionary (model-new.…), ⟪id⟫ and ⟪name⟫ what the author said.
 */
export const starterFiles: Readonly<Record<string, string>> = {
  "model.yaml": `# yaml-language-server: $schema=./model.schema.json
#= frame

model:
  #: model.id
  id: ⟪id⟫
  #: model.version
  version: 1
  #: model.name
  name: ⟪name⟫
  #: model.description
  description:
    en: "What better answers to customers' questions are worth."
    zh-CN: "更好地答复客户咨询值多少钱。"
  #: model.starter
  starter: [first-answer-rate, quote-conversion]

#: units
units:
  - { id: question, name: { en: "question", zh-CN: "次咨询" } }
  - { id: quote, name: { en: "quote", zh-CN: "份报价" } }
  - { id: order, name: { en: "order", zh-CN: "单" } }

#: stages
stages:
  - { id: answer, name: { en: "Answer", zh-CN: "答复" } }
  - { id: sell, name: { en: "Sell", zh-CN: "成交" } }

#: dimensions
dimensions:
  - id: cost
    name: { en: "Cost", zh-CN: "成本" }
    #: dimensions.lands
    lands: { en: "Operating expense", zh-CN: "运营费用" }
    #: dimensions.asks
    asks: { en: "What do we stop spending?", zh-CN: "哪些钱可以不再花？" }
    #: dimensions.owner
    owner: { en: "Head of customer service", zh-CN: "客服负责人" }
  - id: growth
    name: { en: "Growth", zh-CN: "增长" }
    lands: { en: "Gross margin", zh-CN: "毛利" }
    asks: { en: "What do we earn in addition?", zh-CN: "能多赚多少？" }
    owner: { en: "Head of sales", zh-CN: "销售负责人" }
`,
  "drivers.yaml": `# yaml-language-server: $schema=./model.schema.json
#= drivers

drivers:
  #: drivers.id
  - id: annual_questions
    #: name
    name: { en: "Questions a year", zh-CN: "年咨询量" }
    #: unit
    unit: question/yr
    #: shown-as
    shown-as: { en: "questions per year", zh-CN: "次/年" }
    #: format
    format: number
    #: drivers.meaning
    meaning: { en: "Questions of customers by telephone, mail and chat; spam is not counted.", zh-CN: "客户通过电话、邮件和在线渠道提出的咨询，不含垃圾信息。" }
    #: range
    range: [100, 10000000]
    #: drivers.typical-source
    typical-source: { en: "Service desk", zh-CN: "客服系统" }

  - id: minutes_per_follow_up
    name: { en: "Minutes per follow-up", zh-CN: "单次跟进时长" }
    unit: min/question
    shown-as: { en: "minutes per question", zh-CN: "分钟/次" }
    format: number
    meaning: { en: "Working time when a question is taken up a second time.", zh-CN: "咨询被再次处理时的作业时间。" }
    range: [1, 240]
    typical-source: { en: "Time study", zh-CN: "工时测定" }

  - id: loaded_hourly_cost
    name: { en: "Loaded cost of a working hour", zh-CN: "工时全成本" }
    unit: money/h
    shown-as: { en: "{currency} per hour", zh-CN: "{currency}/小时" }
    format: money
    meaning: { en: "Pay, social cost and workplace per productive hour.", zh-CN: "每有效工时的薪酬、社保与工位成本。" }
    range: [10, 1000]
    typical-source: { en: "Controlling", zh-CN: "财务" }

  - id: annual_quotes
    name: { en: "Quotes a year", zh-CN: "年报价数" }
    unit: quote/yr
    shown-as: { en: "quotes per year", zh-CN: "份/年" }
    format: number
    meaning: { en: "Quotes sent; a revised one counts once.", zh-CN: "已发出的报价，修订版只计一次。" }
    range: [10, 1000000]
    typical-source: { en: "CRM", zh-CN: "CRM 系统" }

  - id: average_order_value
    name: { en: "Average order value", zh-CN: "平均订单金额" }
    unit: money/order
    shown-as: { en: "{currency} per order", zh-CN: "{currency}/单" }
    format: money
    meaning: { en: "Revenue of an order without tax.", zh-CN: "每单不含税收入。" }
    range: [10, 10000000]
    typical-source: { en: "ERP", zh-CN: "ERP 系统" }

  - id: order_gross_margin
    name: { en: "Gross margin of orders", zh-CN: "订单毛利率" }
    unit: "1"
    shown-as: "%"
    format: percent
    meaning: { en: "Revenue less cost of goods, as share of revenue.", zh-CN: "收入减销货成本后占收入的比例。" }
    range: [1%, 90%]
    typical-source: { en: "Controlling", zh-CN: "财务" }
    #: drivers.kind
    kind: margin
`,
  "indicators.yaml": `# yaml-language-server: $schema=./model.schema.json
#= indicators

indicators:
  #: indicators.id
  - id: first-answer-rate
    #: indicators.stage
    stage: answer
    #: indicators.dimension
    dimension: cost
    #: name
    name: { en: "Answered at once", zh-CN: "一次答复率" }
    #: indicators.definition
    definition: { en: "Questions closed with the first answer ÷ questions.", zh-CN: "首次答复即关闭的咨询 ÷ 咨询总量。" }
    #: unit
    unit: "1"
    #: shown-as
    shown-as: "%"
    #: format
    format: percent
    #: indicators.better
    better: higher
    #: indicators.measured
    measured:
      from: { en: "Service desk", zh-CN: "客服系统" }
      every: { en: "Monthly", zh-CN: "每月" }
    #: indicators.bounds
    bounds: [0%, 100%]
    #: indicators.typical
    typical:
      #: indicators.typical.baseline
      baseline: { range: [50%, 75%], sources: [S1] }
      #: indicators.typical.improvement
      #: indicators.typical.improvement.by
      #: indicators.typical.improvement.range
      improvement: { by: absolute, range: [3%, 6%, 12%] }
    #: indicators.monetization
    monetization:
      - id: avoided-follow-ups
        #: indicators.monetization.formula
        formula: =(target-baseline)*annual_questions*minutes_per_follow_up/60*loaded_hourly_cost
        #: constants
        constants: { "60": min/h }
        #: indicators.monetization.type
        type: cost-avoidance
        #: indicators.monetization.recurrence
        recurrence: yearly
    #: indicators.attribution
    attribution:
      share: 70%
      because: { en: "Training of the team helps too.", zh-CN: "团队培训也有贡献。" }
    #: indicators.confidence
    confidence:
      share: 80%
      because: { en: "Questions are counted; minutes are measured once.", zh-CN: "咨询量有记录，时长只测过一次。" }

  - id: quote-conversion
    stage: sell
    dimension: growth
    name: { en: "Quotes that become orders", zh-CN: "报价成交率" }
    definition: { en: "Orders from quotes ÷ quotes.", zh-CN: "由报价产生的订单 ÷ 报价数。" }
    unit: order/quote
    shown-as: { en: "% of quotes", zh-CN: "占报价%" }
    format: percent
    better: higher
    measured:
      from: { en: "CRM", zh-CN: "CRM 系统" }
      every: { en: "Quarterly", zh-CN: "每季度" }
    bounds: [0%, 100%]
    typical:
      baseline: { range: [15%, 35%] }
      improvement: { by: absolute, range: [0.5%, 1%, 3%] }
    monetization:
      - id: margin-of-more-orders
        formula: =(target-baseline)*annual_quotes*average_order_value*order_gross_margin
        type: revenue-uplift
        recurrence: yearly
    attribution:
      share: 40%
      because: { en: "Price and product decide most orders.", zh-CN: "成交主要取决于价格和产品。" }
    confidence:
      share: 70%
      because: { en: "CRM has every quote; orders are matched by hand.", zh-CN: "CRM 有全部报价，订单靠人工匹配。" }
`,
  "overlaps.yaml": `# yaml-language-server: $schema=./model.schema.json
#= overlaps

overlaps:
  #: overlaps.keep
  - keep: first-answer-rate
    #: overlaps.reduce
    reduce: quote-conversion
    #: overlaps.factor
    factor: 10%
    #: because
    because: { en: "A good first answer is part of why a quote is accepted.", zh-CN: "首次答复得好，本身就是报价成交的原因之一。" }
`,
  "levers.yaml": `# yaml-language-server: $schema=./model.schema.json
#: levers

levers:
  - stage: answer
    #: levers.kind
    kind: basic
    name: { en: "Knowledge base at the agent's screen", zh-CN: "坐席知识库" }
    #: levers.moves
    #: levers.moves.strength
    moves:
      - { indicator: first-answer-rate, strength: high }
      - { indicator: quote-conversion, strength: low }
`,
  "sources.yaml": `# yaml-language-server: $schema=./model.schema.json
#= sources

#: grades
grades:
  - { id: C, means: { en: "One organisation's own figures", zh-CN: "单个企业的自有数据" } }

#: sources
sources:
  - id: S1
    grade: C
    #: sources.publication
    publication: "Example Ltd., service report (invented: replace it)"
    #: sources.url
    url: "https://example.com/"
    #: sources.says
    says: { en: "Between half and three quarters of questions are answered at once.", zh-CN: "一半到四分之三的咨询可一次答复。" }
`,
  "examples.yaml": `# yaml-language-server: $schema=./model.schema.json
#= examples

examples:
  # (68% - 62%) × 40,000 × 12 ÷ 60 × 45
  - indicator: first-answer-rate
    line: avoided-follow-ups
    baseline: 62%
    target: 68%
    drivers: { annual_questions: 40000, minutes_per_follow_up: 12, loaded_hourly_cost: 45 }
    #: examples.gives
    gives: 21600

  # (26% - 25%) × 3,000 × 9,000 × 30%
  - indicator: quote-conversion
    line: margin-of-more-orders
    baseline: 25%
    target: 26%
    drivers: { annual_quotes: 3000, average_order_value: 9000, order_gross_margin: 30% }
    gives: 81000
`,
};
