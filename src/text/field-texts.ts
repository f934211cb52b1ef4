/**
 * What each field of a model file and of `case.yaml` means, in both languages, written once: editors show it, `model new` comments
 * with it, the documentation of the language is made of it. By path; a field that means the same wherever it stands is in `anywhere`.
 */
import type { Text } from "./locale.ts";

type Pairs = { readonly [path: string]: readonly [en: string, zh: string] };

const anywhere: Pairs = {
  id: ["Short name by which other fields refer to it.", "供其他字段引用的短名称。"],
  name: ["What readers see, in each language.", "读者看到的名称，每种语言一个。"],
  unit: [
    "Unit for the check of formulas: money, min, h, day, week, month, quarter, yr, 1 for shares, and those under units; joined by / and *.",
    "用于检查公式的单位：money、min、h、day、week、month、quarter、yr，比例写 1，以及 units 中列出的单位；用 / 和 * 组合。",
  ],
  "shown-as": [
    "The unit as readers see it; {currency} becomes the currency of the case.",
    "读者看到的单位；{currency} 会换成案例的货币。",
  ],
  format: [
    "How the value is shown: percent, number or money.",
    "显示方式：percent（百分比）、number（数值）或 money（金额）。",
  ],
  range: ["What is plausible, from and to; a value outside is a warning.", "合理范围的下限与上限，超出时提醒。"],
  constants: [
    'Numbers that the formula contains, each with its unit: { "60": min/h }.',
    '公式中出现的数字及其单位，例如 { "60": min/h }。',
  ],
  because: ["Why it is so, in one sentence that both parties accept.", "理由，一句双方都认可的话。"],
  note: ["What else a reader must know.", "读者还须知道的事。"],
  source: ["Where the value comes from.", "数据来源。"],
  owner: ["Who answers for the value.", "谁对该数据负责。"],
  "as-of": ["As of which day it holds (2026-01-31).", "数据截至日期（2026-01-31）。"],
  "risk-adjustment": [
    "Share by which the amount is made worse for risk: benefits down, costs up.",
    "按风险调整的比例：收益调减，成本调增。",
  ],
  role: ["What the person does in the project.", "此人在项目中的职责。"],
};

const model: Pairs = {
  model: [
    "The model itself; in one file of the folder, model.yaml.",
    "模型本身；只在文件夹的一个文件（model.yaml）中写。",
  ],
  "model.id": ["Id of the model: lower-case letters and hyphens.", "模型的 id：小写字母和连字符。"],
  "model.version": [
    "Version, a whole number; raise it when formulas change. A case names id@version.",
    "版本，整数；公式变化时加 1。案例引用 id@版本。",
  ],
  "model.name": ["Name of the model.", "模型名称。"],
  "model.description": ["What the model values, in one or two sentences.", "模型评估什么，一两句话。"],
  "model.starter": [
    "Indicators that a new case begins with; all of them where it is left out.",
    "新案例默认包含的指标；不写则为全部。",
  ],
  units: ["Things that are counted, besides money and time: visits, orders.", "除金额和时间之外的计数单位：次、单等。"],
  "units.id": ["The unit as formulas' units write it.", "在单位中书写的名称。"],
  stages: [
    "Steps of the business process, in order; an indicator belongs to one.",
    "业务流程的环节，按先后排列；每个指标属于一个环节。",
  ],
  dimensions: [
    "Where the money lands in the customer's accounts; an indicator belongs to one.",
    "价值落在客户账目的哪一处；每个指标属于一个维度。",
  ],
  "dimensions.lands": ["The line of the accounts.", "落在哪个科目。"],
  "dimensions.asks": ["The question that it answers.", "回答什么问题。"],
  "dimensions.owner": ["Who on the customer's side answers for it.", "客户方由谁负责。"],
  grades: ["Grades of evidence that sources have.", "来源的证据等级。"],
  "grades.means": ["What the grade says.", "该等级的含义。"],
  tasks: ["Kinds of work that service products do.", "服务产品承担的任务类别。"],
  indicators: ["Measured outcomes that a project promises to move.", "项目承诺改善的、可测量的结果。"],
  "indicators.id": ["Id: lower-case letters and hyphens.", "id：小写字母和连字符。"],
  "indicators.stage": ["Id of its stage.", "所属环节的 id。"],
  "indicators.dimension": ["Id of its dimension.", "所属维度的 id。"],
  "indicators.definition": [
    "Numerator ÷ denominator, so exact that two people measure the same.",
    "分子 ÷ 分母，要准确到两个人能量出同一个数。",
  ],
  "indicators.better": ["Which way is better: higher or lower.", "越高越好（higher）还是越低越好（lower）。"],
  "indicators.measured": ["Where and how often it is measured.", "在哪里测量、多久一次。"],
  "indicators.measured.from": ["System or report.", "系统或报表。"],
  "indicators.measured.every": ["How often.", "频率。"],
  "indicators.bounds": ["Hard limits, least and most; a value outside is an error.", "硬性上下限，超出即为错误。"],
  "indicators.typical": [
    "What is usual elsewhere; without sources it is shown as a practitioner estimate.",
    "其他企业的常见水平；没有来源时标为从业者估计。",
  ],
  "indicators.typical.baseline": ["Usual level before.", "常见的改善前水平。"],
  "indicators.typical.baseline.range": ["Low and high.", "低值与高值。"],
  "indicators.typical.baseline.sources": ["Ids of sources that say so.", "依据的来源 id。"],
  "indicators.typical.improvement": ["Usual size of the improvement, always positive.", "常见的改善幅度，恒为正数。"],
  "indicators.typical.improvement.by": [
    "absolute: in the indicator's unit; relative: share of the baseline.",
    "absolute：以指标单位计；relative：占基线的比例。",
  ],
  "indicators.typical.improvement.range": ["Low, likely and high.", "低、可能、高三个值。"],
  "indicators.typical.improvement.sources": ["Ids of sources that say so.", "依据的来源 id。"],
  "indicators.typical.improvement.adjusted": [
    "true where judgement moved it away from what the source says.",
    "经判断偏离来源数值时写 true。",
  ],
  "indicators.typical.related": ["Ids of sources on a related quantity.", "涉及相近指标的来源 id。"],
  "indicators.monetization": [
    "How it becomes money, a line each; empty where it brings no money of its own.",
    "如何折算为金额，每行一种；本身不产生金额时留空。",
  ],
  "indicators.monetization.id": ["Id of the line: lower-case letters and hyphens.", "该行的 id：小写字母和连字符。"],
  "indicators.monetization.formula": [
    "Excel formula over baseline, target, drivers and rows. 0 where target = baseline; the result is money a year, or money where one-off.",
    "以 baseline、target、业务参数和计算行书写的 Excel 公式。目标等于基线时为 0；结果为每年金额，一次性的为金额。",
  ],
  "indicators.monetization.type": [
    "Kind of value; working-capital is one-off cash, revenue-uplift needs a driver of kind margin.",
    "价值类型；working-capital 为一次性现金，revenue-uplift 须乘以 kind: margin 的业务参数。",
  ],
  "indicators.monetization.recurrence": [
    "yearly, or one-off for working capital.",
    "yearly（每年）；营运资金为 one-off（一次性）。",
  ],
  "indicators.monetization.alternative": [
    "true: another view of value that a line beside it already holds; shown, never added.",
    "true：同一价值的另一种算法，只展示，不相加。",
  ],
  "indicators.measure": [
    "Its level by a formula over the customer's lists, held against the baseline that the case gives.",
    "用客户名单计算的实际水平，与案例填写的基线核对。",
  ],
  "indicators.measure.formula": [
    "Formula over measures of tables, drivers and rows.",
    "以表的汇总量、业务参数和计算行书写的公式。",
  ],
  "indicators.measure.tolerance": ["How far the baseline may be from it.", "与基线允许的偏差。"],
  "indicators.attribution": [
    "Share of the change that is owed to the project, unless the case says another.",
    "变化中归因于本项目的比例；案例可另行填写。",
  ],
  "indicators.attribution.share": ["0% to 100%.", "0% 至 100%。"],
  "indicators.confidence": [
    "Share kept for the quality of the evidence, unless the case says another.",
    "按证据质量保留的比例；案例可另行填写。",
  ],
  "indicators.confidence.share": ["0% to 100%.", "0% 至 100%。"],
  "indicators.groups": ["Ids of tables by whose groups it is shown.", "按哪些表的分组展示，填表的 id。"],
  drivers: [
    "Business quantities that formulas read; the customer supplies their values.",
    "公式读取的业务参数，数值由客户提供。",
  ],
  "drivers.id": ["The name in formulas: lower-case letters and underscores.", "公式中的名称：小写字母和下划线。"],
  "drivers.meaning": ["What is counted and what is not.", "统计口径：包含什么、不包含什么。"],
  "drivers.typical-source": ["Where the customer usually finds it.", "客户通常从哪里取得。"],
  "drivers.kind": [
    "margin for a margin share or a margin per unit; revenue must be multiplied by one.",
    "毛利率或单位毛利写 margin；收入须乘以它才是收益。",
  ],
  rows: [
    "Quantities calculated from drivers and other rows, year by year; PRIOR(x) is the year before.",
    "由业务参数和其他计算行逐年算出的量；PRIOR(x) 为上一年的值。",
  ],
  "rows.id": ["The name in formulas: lower-case letters and underscores.", "公式中的名称：小写字母和下划线。"],
  "rows.formula": ["Formula over drivers and rows.", "以业务参数和计算行书写的公式。"],
  costs: [
    "Cost lines that follow from formulas; others the case gives as amounts.",
    "由公式得出的成本项；其余由案例直接填写金额。",
  ],
  "costs.id": ["Id: lower-case letters and hyphens.", "id：小写字母和连字符。"],
  "costs.initial": ["Formula of the amount before go-live; money.", "上线前金额的公式，单位 money。"],
  "costs.yearly": ["Formula of the amount each year; money/yr.", "每年金额的公式，单位 money/yr。"],
  tables: [
    "Lists that the customer fills in row by row: people, accounts, sites.",
    "由客户逐行填写的名单：人员、客户、网点等。",
  ],
  "tables.about": ["What one row is, and who fills it in.", "一行代表什么、由谁填写。"],
  "tables.unit": ["Unit of one row, from units.", "一行的单位，取自 units。"],
  "tables.key": ["Id of the text column that names a row.", "用来指称一行的文本列 id。"],
  "tables.groups": ["Ids of text columns by which measures are rolled up.", "按哪些文本列汇总，填列的 id。"],
  "tables.columns": ["What is said of each row.", "每一行填写的内容。"],
  "tables.columns.id": ["The name in the table's formulas.", "表内公式中的名称。"],
  "tables.columns.kind": [
    "text, number, level (one of levels), calculated (by formula) or linked (a measure of another table).",
    "text（文本）、number（数值）、level（等级）、calculated（公式）或 linked（取自另一张表的汇总量）。",
  ],
  "tables.columns.dated": ["true where a row may give one value per date.", "true：一行可按日期各填一个值。"],
  "tables.columns.usual": ["What holds where a row says nothing.", "未填写时采用的值。"],
  "tables.columns.levels": ["The levels that may be chosen, each with its score.", "可选等级及其分值。"],
  "tables.columns.levels.score": ["The number that formulas read.", "公式读取的数值。"],
  "tables.columns.formula": ["Formula over the other columns of the row.", "以本行其他列书写的公式。"],
  "tables.columns.from": ["table.measure that a linked column reads.", "linked 列读取的“表.汇总量”。"],
  "tables.measures": [
    "What all rows come to; formulas of the model read it as table.measure.",
    "全部行的汇总量；模型公式以“表.汇总量”引用。",
  ],
  "tables.measures.id": ["The name after the dot.", "点号之后的名称。"],
  "tables.measures.formula": [
    "Formula over whole columns: SUM(x), COUNT(x), SUMPRODUCT(x, y).",
    "对整列计算的公式：SUM(x)、COUNT(x)、SUMPRODUCT(x, y)。",
  ],
  "tables.rank-by": ["Id of the measure or column that ranks rows.", "用于排名的汇总量或列的 id。"],
  warnings: [
    "Conditions that somebody should look into; they change no figure.",
    "需要有人关注的情况；不改变任何数值。",
  ],
  "warnings.id": ["Id: lower-case letters and hyphens.", "id：小写字母和连字符。"],
  "warnings.table": [
    "Id of the table whose rows it looks at; none: the case as a whole.",
    "逐行检查的表 id；不写则针对整个案例。",
  ],
  "warnings.when": ["Formula that is true where the warning holds.", "提醒成立的条件公式。"],
  "warnings.says": ["The sentence; {column} becomes what the row says.", "提醒的内容；{列} 会换成该行的值。"],
  overlaps: [
    "Pairs that hold part of the same money: where both are counted, one gives way.",
    "部分价值重叠的指标对：两者都计入时，其中一个让出一部分。",
  ],
  "overlaps.keep": ["Id of the indicator that keeps its value.", "保留价值的指标 id。"],
  "overlaps.reduce": ["Id of the indicator that is reduced.", "被扣减的指标 id。"],
  "overlaps.factor": ["Share that is deducted, 0% to 100%.", "扣减比例，0% 至 100%。"],
  "overlap-groups": [
    "Indicators that overlap in several pairs, named together for readers.",
    "彼此多处重叠的指标，合在一起向读者说明。",
  ],
  "overlap-groups.members": ["Ids of the indicators.", "指标 id。"],
  "overlap-groups.rule": ["What holds among them.", "组内规则。"],
  levers: ["Functions of the software that move indicators.", "推动指标改善的软件功能。"],
  "levers.stage": ["Id of its stage.", "所属环节的 id。"],
  "levers.kind": ["basic, or innovative.", "basic（基础）或 innovative（创新）。"],
  "levers.moves": ["The indicators it moves.", "推动哪些指标。"],
  "levers.moves.indicator": ["Id of the indicator.", "指标 id。"],
  "levers.moves.strength": ["How strongly: high, medium or low.", "影响程度：high、medium 或 low。"],
  "service-products": ["Services by which people raise the value.", "由人提供、用来提升价值的服务产品。"],
  "service-products.tasks": ["Ids of tasks.", "任务 id。"],
  "service-products.supports": ["What it supports.", "支持什么。"],
  "service-products.indicators": ["Ids of the indicators it supports.", "所支持指标的 id。"],
  "service-products.stages": ["Ids of the stages it belongs to.", "所属环节的 id。"],
  "service-products.use": ["How it is used.", "如何使用。"],
  sources: ["Published sources of ranges.", "常见水平所依据的公开来源。"],
  "sources.grade": ["Id of its grade.", "证据等级的 id。"],
  "sources.publication": ["Author, title, year.", "作者、标题、年份。"],
  "sources.url": ["Where it can be read.", "可查阅的网址。"],
  "sources.says": ["What it says, in one sentence.", "一句话说明其结论。"],
  examples: [
    "Worked examples: each line of monetization calculated by hand once; check compares.",
    "算例：每个折算行手工计算一次，check 会核对。",
  ],
  "examples.indicator": ["Id of the indicator.", "指标 id。"],
  "examples.line": ["Id of its line of monetization.", "折算行的 id。"],
  "examples.baseline": ["Value before.", "改善前的值。"],
  "examples.target": ["Value promised.", "承诺达到的值。"],
  "examples.drivers": ["Values of the drivers that the formula reads.", "公式所读业务参数的取值。"],
  "examples.tables": ["Rows of the tables that the formula reads.", "公式所读表的各行。"],
  "examples.gives": ["What comes out, calculated by hand.", "手工算出的结果。"],
  "level-examples": ["Worked examples of levels that follow from tables.", "由表算出的指标水平的算例。"],
  "level-examples.indicator": ["Id of the indicator.", "指标 id。"],
  "level-examples.drivers": ["Values of the drivers that the formula reads.", "公式所读业务参数的取值。"],
  "level-examples.tables": ["Rows of the tables that the formula reads.", "公式所读表的各行。"],
  "level-examples.gives": ["What comes out, calculated by hand.", "手工算出的结果。"],
};

const caseFile: Pairs = {
  model: [
    "The model and its version (after-sales@1), or the path of a model folder (../my-model).",
    "模型及版本（after-sales@1），或模型文件夹的路径（../my-model）。",
  ],
  customer: ["The customer.", "客户。"],
  "customer.id": ["Short name, which never changes.", "不再变化的短名称。"],
  "customer.industry": [
    "The customer's industry, by which a portfolio groups and past cases are compared.",
    "客户所属行业，用于客户总览分组和历史案例比较。",
  ],
  "customer.currency": ["Currency of all amounts (CNY, EUR).", "全部金额的货币（CNY、EUR）。"],
  vendor: ["Who proposes the project.", "提出项目的一方。"],
  prepared: ["Who wrote the case, and when.", "由谁、何时编制。"],
  "prepared.by": ["Person and role.", "姓名与职务。"],
  "prepared.on": ["Day; documents are dated by it.", "日期；文件以此日期落款。"],
  calendar: ["Time: build, go-live, horizon.", "时间：建设、上线、评估期。"],
  "calendar.build": ["Day on which the project begins.", "项目开始日。"],
  "calendar.go-live": ["Day on which benefits begin.", "开始产生收益的日期。"],
  "calendar.horizon": ["How many years from go-live are looked at.", "自上线起评估多少年。"],
  "calendar.period": [
    "Step of the calendar: month, quarter or year.",
    "期间：month（月）、quarter（季度）或 year（年）。",
  ],
  finance: ["Terms of the customer's finance department.", "客户财务部门的口径。"],
  "finance.discount-rate": ["Yearly discount rate.", "年折现率。"],
  "finance.convention": [
    "nominal, tei or period-end: how flows are discounted and which ROI is meant.",
    "nominal、tei 或 period-end：折现方式与 ROI 口径。",
  ],
  drivers: [
    "Values of the model's drivers, by id: a value alone, or with where it comes from.",
    "模型业务参数的取值，按 id 填写：只写数值，或连同来源。",
  ],
  "drivers.value": ["A number, or a list with one per year.", "一个数，或每年一个数的列表。"],
  "drivers.initial": ["Value before the first year, for PRIOR.", "首年之前的值，供 PRIOR 使用。"],
  tables: ["Rows of the model's tables, by id.", "模型各表的行，按表 id 填写。"],
  "tables.rows": ["The rows; each says the table's columns.", "各行；逐列填写。"],
  indicators: ["Indicators that the project promises to move, by id.", "项目承诺改善的指标，按 id 填写。"],
  "indicators.chosen": ["false: shown, not counted.", "false：列出但不计入。"],
  "indicators.baseline": ["Value before.", "改善前的值。"],
  "indicators.target": ["Value promised.", "承诺达到的值。"],
  "indicators.attribution": [
    "Share of the change owed to the project; the model's where it is left out.",
    "归因于本项目的比例；不写则采用模型值。",
  ],
  "indicators.confidence": [
    "Share kept for the quality of the evidence; the model's where it is left out.",
    "按证据质量保留的比例；不写则采用模型值。",
  ],
  "indicators.why": ["Why this target.", "为何定此目标。"],
  "indicators.accept-worse": [
    "true: the target is worse than the baseline, and that is meant.",
    "true：目标劣于基线，且属有意为之。",
  ],
  ramp: [
    "Share of the full effect reached in each period; the last one holds on.",
    "各期达到全部效果的比例，末值延续。",
  ],
  investment: ["What the customer spends, a line each.", "客户的投入，每项一行。"],
  "investment.initial": ["Amount before go-live.", "上线前的金额。"],
  "investment.yearly": ["Amount of each year, or a list with one per year.", "每年的金额，或每年一个数的列表。"],
  costs: ["Terms for the model's cost lines, by id.", "模型成本项的口径，按 id 填写。"],
  published: ["Figures that a study prints, compared with what follows.", "研究报告公布的数字，与计算结果核对。"],
  "published.figure": ["Name of the figure, as explain knows it.", "数字的名称，与 explain 一致。"],
  "published.prints": ["As it is printed.", "原文所写。"],
  scenarios: [
    "Named changes of inputs; conservative and ambitious exist unless others are named.",
    "成套的输入变化；不写则自带 conservative 与 ambitious。",
  ],
  "scenarios.improvement": ["Share of each improvement.", "每项改善实现的比例。"],
  "scenarios.attribution": ["Factor on every attribution.", "归因比例的系数。"],
  "scenarios.confidence": ["Factor on every confidence.", "置信比例的系数。"],
  "scenarios.cost": ["Factor on every cost.", "成本的系数。"],
  "scenarios.delay": ["By how many months benefits come later.", "收益推迟的月数。"],
  "scenarios.values": ["Inputs that have another value.", "改用其他数值的输入项。"],
  "scenarios.factors": ["Inputs that are multiplied.", "乘以系数的输入项。"],
  uncertainty: ["What is known of uncertain inputs, for simulate.", "对不确定输入项的了解，供 simulate 使用。"],
  "uncertainty.seed": ["Seed of the draws.", "抽样种子。"],
  "uncertainty.draws": ["Number of draws.", "抽样次数。"],
  "uncertainty.hurdle-roi": ["ROI to beat.", "须超过的 ROI。"],
  "uncertainty.inputs": ["Inputs by name, each with its distribution, or fixed.", "各输入项及其分布，或 fixed。"],
  "uncertainty.inputs.pert": [
    "[low, likely, high]; or low and high about the plan.",
    "[低, 可能, 高]；或以计划值为中心的低、高。",
  ],
  "uncertainty.inputs.triangular": ["[low, likely, high].", "[低, 可能, 高]。"],
  "uncertainty.inputs.uniform": ["[low, high].", "[低, 高]。"],
  "uncertainty.inputs.normal": [
    "Normal distribution about the plan, or about mean.",
    "以计划值或 mean 为中心的正态分布。",
  ],
  "uncertainty.inputs.normal.mean": ["Mean.", "均值。"],
  "uncertainty.inputs.normal.deviation": ["Standard deviation.", "标准差。"],
  "uncertainty.inputs.normal.low": ["Never below.", "下限。"],
  "uncertainty.inputs.normal.high": ["Never above.", "上限。"],
  "uncertainty.inputs.lognormal": ["Lognormal distribution by two percentiles.", "由两个分位数确定的对数正态分布。"],
  "uncertainty.inputs.lognormal.p10": ["A tenth of all cases is below.", "10% 分位数。"],
  "uncertainty.inputs.lognormal.p90": ["A tenth of all cases is above.", "90% 分位数。"],
  "uncertainty.inputs.discrete": [
    "Outcomes with their probabilities: [[100%, 70%], [120%, 30%]].",
    "各结果及其概率：[[100%, 70%], [120%, 30%]]。",
  ],
  "uncertainty.inputs.fixed": ["true: certain.", "true：不变动。"],
  "uncertainty.correlations": ["Inputs that move together.", "同向或反向变动的输入项。"],
  "uncertainty.correlations.between": ["Two inputs.", "两个输入项。"],
  "uncertainty.correlations.rank": ["Rank correlation, −1 to 1.", "秩相关系数，−1 至 1。"],
  "gain-share": [
    "What the vendor gets of the realized benefit; a list where terms change.",
    "供应商从已实现收益中分得的部分；条款有变化时写成列表。",
  ],
  "gain-share.from": ["Day from which the terms hold.", "自何日起适用。"],
  "gain-share.base": ["What is shared.", "以什么为分享基数。"],
  "gain-share.share": ["The vendor's share.", "供应商的比例。"],
  "gain-share.tiers": ["Shares by height of realization.", "按实现率分档的比例。"],
  "gain-share.tiers.above": ["Realization from which the tier holds.", "适用该档的实现率下限。"],
  "gain-share.tiers.share": ["Share of this tier.", "该档的比例。"],
  "gain-share.threshold": ["Realization below which nothing is shared.", "低于此实现率不分享。"],
  "gain-share.counts": [
    "Whether all is shared once the threshold is reached, or what is above it.",
    "达到门槛后从首元起分享，还是只分享超出部分。",
  ],
  "gain-share.withhold": ["Share that is withheld until later.", "暂扣的比例。"],
  "gain-share.cap": ["Most in a year.", "每年上限。"],
  "gain-share.losses": ["Share of losses that the vendor bears.", "供应商承担的损失比例。"],
  "gain-share.fee-at-risk": ["Fee that the vendor loses where results fail.", "结果未达成时供应商失去的费用。"],
  actions: [
    "What the parties agreed to do about indicators behind plan; value reviews follow it up.",
    "双方就落后指标商定的行动，价值复盘中持续跟踪。",
  ],
  "actions.indicator": [
    "The indicator that it serves; without one, the whole project.",
    "所针对的指标；不填则针对整个项目。",
  ],
  "actions.what": ["What is to be done.", "要做的事。"],
  "actions.owner": ["Who does it.", "由谁负责。"],
  "actions.due": ["Day by which it is to be done.", "完成期限。"],
  "actions.done": ["Day on which it was done; without one, it is open.", "完成日期；不填表示尚未完成。"],
  people: ["Who decides, carries out, watches and improves.", "谁决策、谁实施、谁监控、谁改进。"],
  "people.customer": ["On the customer's side.", "客户方。"],
  "people.customer.steering-committee": ["Decides.", "决策。"],
  "people.customer.implementation-group": ["Carries out.", "实施。"],
  "people.customer.monitoring-group": ["Measures.", "监控。"],
  "people.customer.improvement-group": ["Improves.", "改进。"],
  "people.vendor": ["On the vendor's side.", "供应商方。"],
  "people.vendor.sales": ["Sales.", "销售。"],
  "people.vendor.delivery": ["Delivery.", "交付。"],
  "people.vendor.service": ["Service.", "服务。"],
};

const byFile = { model, case: caseFile };
export type FileKind = keyof typeof byFile;

/** What a field means, by its path (indicators.typical.baseline): under that path, else as it is anywhere. */
export function fieldText(kind: FileKind, path: string): Text | undefined {
  const own = byFile[kind];
  const last = path.split(".").at(-1) ?? path;
  const pair = Object.hasOwn(own, path) ? own[path] : Object.hasOwn(anywhere, last) ? anywhere[last] : undefined;
  return pair && { en: pair[0], "zh-CN": pair[1] };
}

/** The paths that have a text of their own, and the names that have one anywhere. */
export const fieldTextPaths = (kind: FileKind): string[] => Object.keys(byFile[kind]);
export const fieldTextNames: readonly string[] = Object.keys(anywhere);
