/* generated from config.schema.json by npm run generate; do not edit */
// @ts-nocheck: written by the schema compiler in JavaScript
import module0 from 'ajv/dist/runtime/ucs2length.js';
import module1 from 'ajv/dist/runtime/equal.js';
import module2 from 'ajv-formats/dist/formats.js';

/** Whether a value conforms to the schema. */
export const conforms: (value: unknown) => boolean = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:ampel:config","title":"ProjectConfig","description":"Where things are in a project, what its levels ask for, and what its gate accepts.","type":"object","additionalProperties":false,"required":["project","levels","requirements"],"properties":{"project":{"type":"string","minLength":1},"levels":{"type":"array","minItems":1,"description":"From the top down.","items":{"title":"LevelEntry","type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"type":"string","minLength":1},"title":{"type":"string","description":"For people; the name when absent."},"parents":{"type":"array","items":{"type":"string"},"description":"Levels a parent may have. Empty: this level is a top."},"refined":{"type":"boolean","description":"An active requirement needs a child requirement."},"code":{"type":"boolean","description":"An active requirement needs code that implements it."},"cases":{"type":"array","uniqueItems":true,"items":{"enum":["normal","robustness"]},"description":"Kinds of test case that a requirement verified by test needs."},"evidenceFromChildren":{"type":"boolean","description":"A verification method may be satisfied by the requirements that refine this one."}}}},"modules":{"type":"object","additionalProperties":{"type":"string","minLength":1},"description":"Module code → title for people."},"requirements":{"type":"array","minItems":1,"items":{"title":"RequirementInput","type":"object","additionalProperties":false,"required":["paths"],"properties":{"paths":{"type":"array","minItems":1,"items":{"type":"string"}},"format":{"enum":["ampel","openfasttrace","doorstop","strictdoc","reqif","csv"]},"levels":{"type":"object","additionalProperties":{"type":"string"},"description":"Level name in the file, or id prefix → level name here."},"columns":{"type":"object","additionalProperties":{"type":"string"},"description":"Requirement field → column or attribute name in the file."},"module":{"type":"string","description":"Module code for formats that have none."},"separator":{"type":"string","minLength":1,"maxLength":1},"verification":{"type":"array","items":{"enum":["test","analysis","proof","review"]},"description":"Methods for requirements whose format names none."}}}},"sources":{"type":"string","description":"File that lists the source documents and the lines left out with a reason."},"code":{"title":"CodeInput","type":"object","additionalProperties":false,"required":["paths"],"properties":{"paths":{"type":"array","items":{"type":"string"}},"exclude":{"type":"array","items":{"type":"string"}},"units":{"enum":["exported","tagged"],"description":"exported: each exported unit needs a requirement; tagged: only tags are read."}}},"configurationItems":{"type":"array","description":"Data files under configuration control that implement requirements.","items":{"title":"ConfigurationItemEntry","type":"object","additionalProperties":false,"required":["path","implements"],"properties":{"path":{"type":"string","minLength":1},"implements":{"type":"array","minItems":1,"uniqueItems":true,"items":{"type":"string"}}}}},"tests":{"title":"TestInput","type":"object","additionalProperties":false,"required":["paths"],"properties":{"paths":{"type":"array","items":{"type":"string"}},"exclude":{"type":"array","items":{"type":"string"}},"caseIds":{"type":"string","format":"regex","description":"Regular expression of a test case id."}}},"procedures":{"type":"array","description":"Verification procedures that can be run, each leaving evidence records.","items":{"title":"ProcedureEntry","type":"object","additionalProperties":false,"required":["id","method","results"],"properties":{"id":{"type":"string","pattern":"^[a-z][a-z0-9-]*$"},"method":{"enum":["test","analysis","proof","review"]},"command":{"type":"array","minItems":1,"items":{"type":"string"},"description":"Program and arguments; no shell. Absent: results come from elsewhere, see ampel record."},"files":{"type":"array","items":{"type":"string"},"description":"Procedure files. When given, each has its own record and only those with changed inputs run, appended to the command."},"inputs":{"type":"array","items":{"type":"string"},"description":"Files that a result depends on, beside the procedure and what it imports."},"results":{"title":"ResultsEntry","type":"object","additionalProperties":false,"required":["format"],"properties":{"format":{"enum":["tap","junit","findings","proofs"],"description":"tap, junit: results of test cases. findings: the exit code and the findings written. proofs: the list of a campaign of ampel prove."},"paths":{"type":"array","items":{"type":"string"},"description":"Files the command writes; absent: standard output."}}},"products":{"type":"array","items":{"type":"string"},"description":"Files that the command writes as part of its evidence, such as certificates and proofs; they are kept with the record and come into the package."},"requirements":{"type":"array","items":{"type":"string"},"description":"Format findings: requirements that the procedure verifies when it ends with exit code 0."},"tool":{"type":"string","description":"Package whose version is recorded; default: the command's program."},"timeoutSeconds":{"type":"integer","minimum":1}}}},"proofs":{"type":"array","minItems":1,"description":"Where proof obligations come from.","items":{"title":"ProofEntry","type":"object","additionalProperties":false,"required":["module","inputs"],"properties":{"module":{"type":"string","minLength":1,"description":"JavaScript module that exports proofObligations(inputs): the obligations for the texts of the inputs."},"inputs":{"type":"array","items":{"type":"string","minLength":1},"description":"Files that are handed over, in this order; patterns are not expanded."}}}},"reviews":{"type":"array","minItems":1,"items":{"type":"string"},"description":"Review files: evidence of the method review, under version control."},"coverage":{"title":"CoverageEntry","description":"Structural coverage: which code is measured at which level, and by the runs of which procedures.","type":"object","additionalProperties":false,"required":["procedures","components"],"properties":{"procedures":{"type":"array","minItems":1,"uniqueItems":true,"items":{"type":"string"},"description":"Procedures of method test whose runs are measured."},"components":{"type":"array","minItems":1,"items":{"title":"CoverageComponent","type":"object","additionalProperties":false,"required":["name","paths","level"],"properties":{"name":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9 ._-]*$"},"paths":{"type":"array","minItems":1,"items":{"type":"string","minLength":1}},"level":{"enum":["A","B","C","D"],"description":"Software level: A statements, decisions and MC/DC; B statements and decisions; C statements; D none."},"enforce":{"type":"boolean","description":"false: gaps are shown as not yet enforced and do not turn the gate red; never as met."}}}},"exclude":{"type":"array","items":{"type":"string"},"description":"Files that belong to no component although a pattern matches them."},"literal":{"type":"boolean","description":"CAST-10 to the letter: a comparison without Boolean operator is a decision as well."},"justifications":{"type":"string","minLength":1,"description":"File with the reviewed records of gaps that stay; ampel coverage justify writes it."}}},"gate":{"title":"GateEntry","type":"object","additionalProperties":false,"properties":{"warningsMaximum":{"type":"integer","minimum":0},"unreviewedLinksMaximum":{"type":"integer","minimum":0,"description":"Trace links that no person has accepted, at most; absent: they are only noted."},"severities":{"type":"object","additionalProperties":{"enum":["error","warning","note","off"]},"description":"Rule code → severity."},"exceptions":{"type":"array","items":{"title":"ExceptionEntry","type":"object","additionalProperties":false,"required":["rule","subject","reason","owner","expires"],"properties":{"rule":{"type":"string","minLength":1},"subject":{"type":"string","minLength":1},"reason":{"type":"string","minLength":10},"owner":{"type":"string","minLength":1},"expires":{"type":"string","format":"date"}}}}}}}};
const func1 = Object.prototype.hasOwnProperty;
const func2 = module0.default;
const func0 = module1.default;
const formats0 = module2.fullFormats.regex;
const formats2 = module2.fullFormats.date;
const pattern4 = new RegExp("^[a-z][a-z0-9-]*$", "u");
const pattern5 = new RegExp("^[A-Za-z0-9][A-Za-z0-9 ._-]*$", "u");

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:ampel:config" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.project === undefined) && (missing0 = "project")) || ((data.levels === undefined) && (missing0 = "levels"))) || ((data.requirements === undefined) && (missing0 = "requirements"))){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func1.call(schema31.properties, key0))){
validate20.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.project !== undefined){
let data0 = data.project;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(func2(data0) < 1){
validate20.errors = [{instancePath:instancePath+"/project",schemaPath:"#/properties/project/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/project",schemaPath:"#/properties/project/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.levels !== undefined){
let data1 = data.levels;
const _errs4 = errors;
if(errors === _errs4){
if(Array.isArray(data1)){
if(data1.length < 1){
validate20.errors = [{instancePath:instancePath+"/levels",schemaPath:"#/properties/levels/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
const _errs6 = errors;
if(errors === _errs6){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if((data2.name === undefined) && (missing1 = "name")){
validate20.errors = [{instancePath:instancePath+"/levels/" + i0,schemaPath:"#/properties/levels/items/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs8 = errors;
for(const key1 in data2){
if(!(((((((key1 === "name") || (key1 === "title")) || (key1 === "parents")) || (key1 === "refined")) || (key1 === "code")) || (key1 === "cases")) || (key1 === "evidenceFromChildren"))){
validate20.errors = [{instancePath:instancePath+"/levels/" + i0,schemaPath:"#/properties/levels/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs8 === errors){
if(data2.name !== undefined){
let data3 = data2.name;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(func2(data3) < 1){
validate20.errors = [{instancePath:instancePath+"/levels/" + i0+"/name",schemaPath:"#/properties/levels/items/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/levels/" + i0+"/name",schemaPath:"#/properties/levels/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs9 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.title !== undefined){
const _errs11 = errors;
if(typeof data2.title !== "string"){
validate20.errors = [{instancePath:instancePath+"/levels/" + i0+"/title",schemaPath:"#/properties/levels/items/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs11 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.parents !== undefined){
let data5 = data2.parents;
const _errs13 = errors;
if(errors === _errs13){
if(Array.isArray(data5)){
var valid3 = true;
const len1 = data5.length;
for(let i1=0; i1<len1; i1++){
const _errs15 = errors;
if(typeof data5[i1] !== "string"){
validate20.errors = [{instancePath:instancePath+"/levels/" + i0+"/parents/" + i1,schemaPath:"#/properties/levels/items/properties/parents/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs15 === errors;
if(!valid3){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/levels/" + i0+"/parents",schemaPath:"#/properties/levels/items/properties/parents/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid2 = _errs13 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.refined !== undefined){
const _errs17 = errors;
if(typeof data2.refined !== "boolean"){
validate20.errors = [{instancePath:instancePath+"/levels/" + i0+"/refined",schemaPath:"#/properties/levels/items/properties/refined/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid2 = _errs17 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.code !== undefined){
const _errs19 = errors;
if(typeof data2.code !== "boolean"){
validate20.errors = [{instancePath:instancePath+"/levels/" + i0+"/code",schemaPath:"#/properties/levels/items/properties/code/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid2 = _errs19 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.cases !== undefined){
let data9 = data2.cases;
const _errs21 = errors;
if(errors === _errs21){
if(Array.isArray(data9)){
var valid4 = true;
const len2 = data9.length;
for(let i2=0; i2<len2; i2++){
let data10 = data9[i2];
const _errs23 = errors;
if(!((data10 === "normal") || (data10 === "robustness"))){
validate20.errors = [{instancePath:instancePath+"/levels/" + i0+"/cases/" + i2,schemaPath:"#/properties/levels/items/properties/cases/items/enum",keyword:"enum",params:{allowedValues: schema31.properties.levels.items.properties.cases.items.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid4 = _errs23 === errors;
if(!valid4){
break;
}
}
if(valid4){
let i3 = data9.length;
let j0;
if(i3 > 1){
outer0:
for(;i3--;){
for(j0 = i3; j0--;){
if(func0(data9[i3], data9[j0])){
validate20.errors = [{instancePath:instancePath+"/levels/" + i0+"/cases",schemaPath:"#/properties/levels/items/properties/cases/uniqueItems",keyword:"uniqueItems",params:{i: i3, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i3+" are identical)"}];
return false;
break outer0;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/levels/" + i0+"/cases",schemaPath:"#/properties/levels/items/properties/cases/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid2 = _errs21 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data2.evidenceFromChildren !== undefined){
const _errs24 = errors;
if(typeof data2.evidenceFromChildren !== "boolean"){
validate20.errors = [{instancePath:instancePath+"/levels/" + i0+"/evidenceFromChildren",schemaPath:"#/properties/levels/items/properties/evidenceFromChildren/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid2 = _errs24 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/levels/" + i0,schemaPath:"#/properties/levels/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid1 = _errs6 === errors;
if(!valid1){
break;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/levels",schemaPath:"#/properties/levels/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.modules !== undefined){
let data12 = data.modules;
const _errs26 = errors;
if(errors === _errs26){
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
for(const key2 in data12){
let data13 = data12[key2];
const _errs29 = errors;
if(errors === _errs29){
if(typeof data13 === "string"){
if(func2(data13) < 1){
validate20.errors = [{instancePath:instancePath+"/modules/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/modules/additionalProperties/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/modules/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/modules/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid6 = _errs29 === errors;
if(!valid6){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/modules",schemaPath:"#/properties/modules/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.requirements !== undefined){
let data14 = data.requirements;
const _errs31 = errors;
if(errors === _errs31){
if(Array.isArray(data14)){
if(data14.length < 1){
validate20.errors = [{instancePath:instancePath+"/requirements",schemaPath:"#/properties/requirements/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid7 = true;
const len3 = data14.length;
for(let i4=0; i4<len3; i4++){
let data15 = data14[i4];
const _errs33 = errors;
if(errors === _errs33){
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
let missing2;
if((data15.paths === undefined) && (missing2 = "paths")){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i4,schemaPath:"#/properties/requirements/items/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs35 = errors;
for(const key3 in data15){
if(!(((((((key3 === "paths") || (key3 === "format")) || (key3 === "levels")) || (key3 === "columns")) || (key3 === "module")) || (key3 === "separator")) || (key3 === "verification"))){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i4,schemaPath:"#/properties/requirements/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs35 === errors){
if(data15.paths !== undefined){
let data16 = data15.paths;
const _errs36 = errors;
if(errors === _errs36){
if(Array.isArray(data16)){
if(data16.length < 1){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i4+"/paths",schemaPath:"#/properties/requirements/items/properties/paths/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid9 = true;
const len4 = data16.length;
for(let i5=0; i5<len4; i5++){
const _errs38 = errors;
if(typeof data16[i5] !== "string"){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i4+"/paths/" + i5,schemaPath:"#/properties/requirements/items/properties/paths/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid9 = _errs38 === errors;
if(!valid9){
break;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/requirements/" + i4+"/paths",schemaPath:"#/properties/requirements/items/properties/paths/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid8 = _errs36 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data15.format !== undefined){
let data18 = data15.format;
const _errs40 = errors;
if(!((((((data18 === "ampel") || (data18 === "openfasttrace")) || (data18 === "doorstop")) || (data18 === "strictdoc")) || (data18 === "reqif")) || (data18 === "csv"))){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i4+"/format",schemaPath:"#/properties/requirements/items/properties/format/enum",keyword:"enum",params:{allowedValues: schema31.properties.requirements.items.properties.format.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid8 = _errs40 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data15.levels !== undefined){
let data19 = data15.levels;
const _errs41 = errors;
if(errors === _errs41){
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
for(const key4 in data19){
const _errs44 = errors;
if(typeof data19[key4] !== "string"){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i4+"/levels/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/requirements/items/properties/levels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid10 = _errs44 === errors;
if(!valid10){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/requirements/" + i4+"/levels",schemaPath:"#/properties/requirements/items/properties/levels/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid8 = _errs41 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data15.columns !== undefined){
let data21 = data15.columns;
const _errs46 = errors;
if(errors === _errs46){
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
for(const key5 in data21){
const _errs49 = errors;
if(typeof data21[key5] !== "string"){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i4+"/columns/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/requirements/items/properties/columns/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid11 = _errs49 === errors;
if(!valid11){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/requirements/" + i4+"/columns",schemaPath:"#/properties/requirements/items/properties/columns/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid8 = _errs46 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data15.module !== undefined){
const _errs51 = errors;
if(typeof data15.module !== "string"){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i4+"/module",schemaPath:"#/properties/requirements/items/properties/module/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid8 = _errs51 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data15.separator !== undefined){
let data24 = data15.separator;
const _errs53 = errors;
if(errors === _errs53){
if(typeof data24 === "string"){
if(func2(data24) > 1){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i4+"/separator",schemaPath:"#/properties/requirements/items/properties/separator/maxLength",keyword:"maxLength",params:{limit: 1},message:"must NOT have more than 1 characters"}];
return false;
}
else {
if(func2(data24) < 1){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i4+"/separator",schemaPath:"#/properties/requirements/items/properties/separator/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/requirements/" + i4+"/separator",schemaPath:"#/properties/requirements/items/properties/separator/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid8 = _errs53 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data15.verification !== undefined){
let data25 = data15.verification;
const _errs55 = errors;
if(errors === _errs55){
if(Array.isArray(data25)){
var valid12 = true;
const len5 = data25.length;
for(let i6=0; i6<len5; i6++){
let data26 = data25[i6];
const _errs57 = errors;
if(!((((data26 === "test") || (data26 === "analysis")) || (data26 === "proof")) || (data26 === "review"))){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i4+"/verification/" + i6,schemaPath:"#/properties/requirements/items/properties/verification/items/enum",keyword:"enum",params:{allowedValues: schema31.properties.requirements.items.properties.verification.items.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid12 = _errs57 === errors;
if(!valid12){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/requirements/" + i4+"/verification",schemaPath:"#/properties/requirements/items/properties/verification/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid8 = _errs55 === errors;
}
else {
var valid8 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/requirements/" + i4,schemaPath:"#/properties/requirements/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid7 = _errs33 === errors;
if(!valid7){
break;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/requirements",schemaPath:"#/properties/requirements/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs31 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sources !== undefined){
const _errs58 = errors;
if(typeof data.sources !== "string"){
validate20.errors = [{instancePath:instancePath+"/sources",schemaPath:"#/properties/sources/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs58 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.code !== undefined){
let data28 = data.code;
const _errs60 = errors;
if(errors === _errs60){
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
let missing3;
if((data28.paths === undefined) && (missing3 = "paths")){
validate20.errors = [{instancePath:instancePath+"/code",schemaPath:"#/properties/code/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"}];
return false;
}
else {
const _errs62 = errors;
for(const key6 in data28){
if(!(((key6 === "paths") || (key6 === "exclude")) || (key6 === "units"))){
validate20.errors = [{instancePath:instancePath+"/code",schemaPath:"#/properties/code/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs62 === errors){
if(data28.paths !== undefined){
let data29 = data28.paths;
const _errs63 = errors;
if(errors === _errs63){
if(Array.isArray(data29)){
var valid14 = true;
const len6 = data29.length;
for(let i7=0; i7<len6; i7++){
const _errs65 = errors;
if(typeof data29[i7] !== "string"){
validate20.errors = [{instancePath:instancePath+"/code/paths/" + i7,schemaPath:"#/properties/code/properties/paths/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid14 = _errs65 === errors;
if(!valid14){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/code/paths",schemaPath:"#/properties/code/properties/paths/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid13 = _errs63 === errors;
}
else {
var valid13 = true;
}
if(valid13){
if(data28.exclude !== undefined){
let data31 = data28.exclude;
const _errs67 = errors;
if(errors === _errs67){
if(Array.isArray(data31)){
var valid15 = true;
const len7 = data31.length;
for(let i8=0; i8<len7; i8++){
const _errs69 = errors;
if(typeof data31[i8] !== "string"){
validate20.errors = [{instancePath:instancePath+"/code/exclude/" + i8,schemaPath:"#/properties/code/properties/exclude/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid15 = _errs69 === errors;
if(!valid15){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/code/exclude",schemaPath:"#/properties/code/properties/exclude/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid13 = _errs67 === errors;
}
else {
var valid13 = true;
}
if(valid13){
if(data28.units !== undefined){
let data33 = data28.units;
const _errs71 = errors;
if(!((data33 === "exported") || (data33 === "tagged"))){
validate20.errors = [{instancePath:instancePath+"/code/units",schemaPath:"#/properties/code/properties/units/enum",keyword:"enum",params:{allowedValues: schema31.properties.code.properties.units.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid13 = _errs71 === errors;
}
else {
var valid13 = true;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/code",schemaPath:"#/properties/code/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs60 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.configurationItems !== undefined){
let data34 = data.configurationItems;
const _errs72 = errors;
if(errors === _errs72){
if(Array.isArray(data34)){
var valid16 = true;
const len8 = data34.length;
for(let i9=0; i9<len8; i9++){
let data35 = data34[i9];
const _errs74 = errors;
if(errors === _errs74){
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
let missing4;
if(((data35.path === undefined) && (missing4 = "path")) || ((data35.implements === undefined) && (missing4 = "implements"))){
validate20.errors = [{instancePath:instancePath+"/configurationItems/" + i9,schemaPath:"#/properties/configurationItems/items/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"}];
return false;
}
else {
const _errs76 = errors;
for(const key7 in data35){
if(!((key7 === "path") || (key7 === "implements"))){
validate20.errors = [{instancePath:instancePath+"/configurationItems/" + i9,schemaPath:"#/properties/configurationItems/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs76 === errors){
if(data35.path !== undefined){
let data36 = data35.path;
const _errs77 = errors;
if(errors === _errs77){
if(typeof data36 === "string"){
if(func2(data36) < 1){
validate20.errors = [{instancePath:instancePath+"/configurationItems/" + i9+"/path",schemaPath:"#/properties/configurationItems/items/properties/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/configurationItems/" + i9+"/path",schemaPath:"#/properties/configurationItems/items/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid17 = _errs77 === errors;
}
else {
var valid17 = true;
}
if(valid17){
if(data35.implements !== undefined){
let data37 = data35.implements;
const _errs79 = errors;
if(errors === _errs79){
if(Array.isArray(data37)){
if(data37.length < 1){
validate20.errors = [{instancePath:instancePath+"/configurationItems/" + i9+"/implements",schemaPath:"#/properties/configurationItems/items/properties/implements/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid18 = true;
const len9 = data37.length;
for(let i10=0; i10<len9; i10++){
const _errs81 = errors;
if(typeof data37[i10] !== "string"){
validate20.errors = [{instancePath:instancePath+"/configurationItems/" + i9+"/implements/" + i10,schemaPath:"#/properties/configurationItems/items/properties/implements/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid18 = _errs81 === errors;
if(!valid18){
break;
}
}
if(valid18){
let i11 = data37.length;
let j1;
if(i11 > 1){
const indices0 = {};
for(;i11--;){
let item0 = data37[i11];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j1 = indices0[item0];
validate20.errors = [{instancePath:instancePath+"/configurationItems/" + i9+"/implements",schemaPath:"#/properties/configurationItems/items/properties/implements/uniqueItems",keyword:"uniqueItems",params:{i: i11, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i11+" are identical)"}];
return false;
break;
}
indices0[item0] = i11;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/configurationItems/" + i9+"/implements",schemaPath:"#/properties/configurationItems/items/properties/implements/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid17 = _errs79 === errors;
}
else {
var valid17 = true;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/configurationItems/" + i9,schemaPath:"#/properties/configurationItems/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid16 = _errs74 === errors;
if(!valid16){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/configurationItems",schemaPath:"#/properties/configurationItems/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs72 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.tests !== undefined){
let data39 = data.tests;
const _errs83 = errors;
if(errors === _errs83){
if(data39 && typeof data39 == "object" && !Array.isArray(data39)){
let missing5;
if((data39.paths === undefined) && (missing5 = "paths")){
validate20.errors = [{instancePath:instancePath+"/tests",schemaPath:"#/properties/tests/required",keyword:"required",params:{missingProperty: missing5},message:"must have required property '"+missing5+"'"}];
return false;
}
else {
const _errs85 = errors;
for(const key8 in data39){
if(!(((key8 === "paths") || (key8 === "exclude")) || (key8 === "caseIds"))){
validate20.errors = [{instancePath:instancePath+"/tests",schemaPath:"#/properties/tests/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs85 === errors){
if(data39.paths !== undefined){
let data40 = data39.paths;
const _errs86 = errors;
if(errors === _errs86){
if(Array.isArray(data40)){
var valid21 = true;
const len10 = data40.length;
for(let i12=0; i12<len10; i12++){
const _errs88 = errors;
if(typeof data40[i12] !== "string"){
validate20.errors = [{instancePath:instancePath+"/tests/paths/" + i12,schemaPath:"#/properties/tests/properties/paths/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid21 = _errs88 === errors;
if(!valid21){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/tests/paths",schemaPath:"#/properties/tests/properties/paths/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid20 = _errs86 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data39.exclude !== undefined){
let data42 = data39.exclude;
const _errs90 = errors;
if(errors === _errs90){
if(Array.isArray(data42)){
var valid22 = true;
const len11 = data42.length;
for(let i13=0; i13<len11; i13++){
const _errs92 = errors;
if(typeof data42[i13] !== "string"){
validate20.errors = [{instancePath:instancePath+"/tests/exclude/" + i13,schemaPath:"#/properties/tests/properties/exclude/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid22 = _errs92 === errors;
if(!valid22){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/tests/exclude",schemaPath:"#/properties/tests/properties/exclude/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid20 = _errs90 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data39.caseIds !== undefined){
let data44 = data39.caseIds;
const _errs94 = errors;
if(errors === _errs94){
if(errors === _errs94){
if(typeof data44 === "string"){
if(!(formats0(data44))){
validate20.errors = [{instancePath:instancePath+"/tests/caseIds",schemaPath:"#/properties/tests/properties/caseIds/format",keyword:"format",params:{format: "regex"},message:"must match format \""+"regex"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/tests/caseIds",schemaPath:"#/properties/tests/properties/caseIds/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid20 = _errs94 === errors;
}
else {
var valid20 = true;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/tests",schemaPath:"#/properties/tests/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs83 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.procedures !== undefined){
let data45 = data.procedures;
const _errs96 = errors;
if(errors === _errs96){
if(Array.isArray(data45)){
var valid23 = true;
const len12 = data45.length;
for(let i14=0; i14<len12; i14++){
let data46 = data45[i14];
const _errs98 = errors;
if(errors === _errs98){
if(data46 && typeof data46 == "object" && !Array.isArray(data46)){
let missing6;
if((((data46.id === undefined) && (missing6 = "id")) || ((data46.method === undefined) && (missing6 = "method"))) || ((data46.results === undefined) && (missing6 = "results"))){
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14,schemaPath:"#/properties/procedures/items/required",keyword:"required",params:{missingProperty: missing6},message:"must have required property '"+missing6+"'"}];
return false;
}
else {
const _errs100 = errors;
for(const key9 in data46){
if(!(func1.call(schema31.properties.procedures.items.properties, key9))){
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14,schemaPath:"#/properties/procedures/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs100 === errors){
if(data46.id !== undefined){
let data47 = data46.id;
const _errs101 = errors;
if(errors === _errs101){
if(typeof data47 === "string"){
if(!pattern4.test(data47)){
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14+"/id",schemaPath:"#/properties/procedures/items/properties/id/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]*$"},message:"must match pattern \""+"^[a-z][a-z0-9-]*$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14+"/id",schemaPath:"#/properties/procedures/items/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid24 = _errs101 === errors;
}
else {
var valid24 = true;
}
if(valid24){
if(data46.method !== undefined){
let data48 = data46.method;
const _errs103 = errors;
if(!((((data48 === "test") || (data48 === "analysis")) || (data48 === "proof")) || (data48 === "review"))){
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14+"/method",schemaPath:"#/properties/procedures/items/properties/method/enum",keyword:"enum",params:{allowedValues: schema31.properties.procedures.items.properties.method.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid24 = _errs103 === errors;
}
else {
var valid24 = true;
}
if(valid24){
if(data46.command !== undefined){
let data49 = data46.command;
const _errs104 = errors;
if(errors === _errs104){
if(Array.isArray(data49)){
if(data49.length < 1){
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14+"/command",schemaPath:"#/properties/procedures/items/properties/command/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid25 = true;
const len13 = data49.length;
for(let i15=0; i15<len13; i15++){
const _errs106 = errors;
if(typeof data49[i15] !== "string"){
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14+"/command/" + i15,schemaPath:"#/properties/procedures/items/properties/command/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid25 = _errs106 === errors;
if(!valid25){
break;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14+"/command",schemaPath:"#/properties/procedures/items/properties/command/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid24 = _errs104 === errors;
}
else {
var valid24 = true;
}
if(valid24){
if(data46.files !== undefined){
let data51 = data46.files;
const _errs108 = errors;
if(errors === _errs108){
if(Array.isArray(data51)){
var valid26 = true;
const len14 = data51.length;
for(let i16=0; i16<len14; i16++){
const _errs110 = errors;
if(typeof data51[i16] !== "string"){
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14+"/files/" + i16,schemaPath:"#/properties/procedures/items/properties/files/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid26 = _errs110 === errors;
if(!valid26){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14+"/files",schemaPath:"#/properties/procedures/items/properties/files/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid24 = _errs108 === errors;
}
else {
var valid24 = true;
}
if(valid24){
if(data46.inputs !== undefined){
let data53 = data46.inputs;
const _errs112 = errors;
if(errors === _errs112){
if(Array.isArray(data53)){
var valid27 = true;
const len15 = data53.length;
for(let i17=0; i17<len15; i17++){
const _errs114 = errors;
if(typeof data53[i17] !== "string"){
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14+"/inputs/" + i17,schemaPath:"#/properties/procedures/items/properties/inputs/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid27 = _errs114 === errors;
if(!valid27){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14+"/inputs",schemaPath:"#/properties/procedures/items/properties/inputs/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid24 = _errs112 === errors;
}
else {
var valid24 = true;
}
if(valid24){
if(data46.results !== undefined){
let data55 = data46.results;
const _errs116 = errors;
if(errors === _errs116){
if(data55 && typeof data55 == "object" && !Array.isArray(data55)){
let missing7;
if((data55.format === undefined) && (missing7 = "format")){
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14+"/results",schemaPath:"#/properties/procedures/items/properties/results/required",keyword:"required",params:{missingProperty: missing7},message:"must have required property '"+missing7+"'"}];
return false;
}
else {
const _errs118 = errors;
for(const key10 in data55){
if(!((key10 === "format") || (key10 === "paths"))){
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14+"/results",schemaPath:"#/properties/procedures/items/properties/results/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs118 === errors){
if(data55.format !== undefined){
let data56 = data55.format;
const _errs119 = errors;
if(!((((data56 === "tap") || (data56 === "junit")) || (data56 === "findings")) || (data56 === "proofs"))){
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14+"/results/format",schemaPath:"#/properties/procedures/items/properties/results/properties/format/enum",keyword:"enum",params:{allowedValues: schema31.properties.procedures.items.properties.results.properties.format.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid28 = _errs119 === errors;
}
else {
var valid28 = true;
}
if(valid28){
if(data55.paths !== undefined){
let data57 = data55.paths;
const _errs120 = errors;
if(errors === _errs120){
if(Array.isArray(data57)){
var valid29 = true;
const len16 = data57.length;
for(let i18=0; i18<len16; i18++){
const _errs122 = errors;
if(typeof data57[i18] !== "string"){
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14+"/results/paths/" + i18,schemaPath:"#/properties/procedures/items/properties/results/properties/paths/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid29 = _errs122 === errors;
if(!valid29){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14+"/results/paths",schemaPath:"#/properties/procedures/items/properties/results/properties/paths/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid28 = _errs120 === errors;
}
else {
var valid28 = true;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14+"/results",schemaPath:"#/properties/procedures/items/properties/results/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid24 = _errs116 === errors;
}
else {
var valid24 = true;
}
if(valid24){
if(data46.products !== undefined){
let data59 = data46.products;
const _errs124 = errors;
if(errors === _errs124){
if(Array.isArray(data59)){
var valid30 = true;
const len17 = data59.length;
for(let i19=0; i19<len17; i19++){
const _errs126 = errors;
if(typeof data59[i19] !== "string"){
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14+"/products/" + i19,schemaPath:"#/properties/procedures/items/properties/products/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid30 = _errs126 === errors;
if(!valid30){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14+"/products",schemaPath:"#/properties/procedures/items/properties/products/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid24 = _errs124 === errors;
}
else {
var valid24 = true;
}
if(valid24){
if(data46.requirements !== undefined){
let data61 = data46.requirements;
const _errs128 = errors;
if(errors === _errs128){
if(Array.isArray(data61)){
var valid31 = true;
const len18 = data61.length;
for(let i20=0; i20<len18; i20++){
const _errs130 = errors;
if(typeof data61[i20] !== "string"){
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14+"/requirements/" + i20,schemaPath:"#/properties/procedures/items/properties/requirements/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid31 = _errs130 === errors;
if(!valid31){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14+"/requirements",schemaPath:"#/properties/procedures/items/properties/requirements/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid24 = _errs128 === errors;
}
else {
var valid24 = true;
}
if(valid24){
if(data46.tool !== undefined){
const _errs132 = errors;
if(typeof data46.tool !== "string"){
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14+"/tool",schemaPath:"#/properties/procedures/items/properties/tool/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid24 = _errs132 === errors;
}
else {
var valid24 = true;
}
if(valid24){
if(data46.timeoutSeconds !== undefined){
let data64 = data46.timeoutSeconds;
const _errs134 = errors;
if(!(((typeof data64 == "number") && (!(data64 % 1) && !isNaN(data64))) && (isFinite(data64)))){
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14+"/timeoutSeconds",schemaPath:"#/properties/procedures/items/properties/timeoutSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs134){
if((typeof data64 == "number") && (isFinite(data64))){
if(data64 < 1 || isNaN(data64)){
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14+"/timeoutSeconds",schemaPath:"#/properties/procedures/items/properties/timeoutSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid24 = _errs134 === errors;
}
else {
var valid24 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/procedures/" + i14,schemaPath:"#/properties/procedures/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid23 = _errs98 === errors;
if(!valid23){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/procedures",schemaPath:"#/properties/procedures/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs96 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.proofs !== undefined){
let data65 = data.proofs;
const _errs136 = errors;
if(errors === _errs136){
if(Array.isArray(data65)){
if(data65.length < 1){
validate20.errors = [{instancePath:instancePath+"/proofs",schemaPath:"#/properties/proofs/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid32 = true;
const len19 = data65.length;
for(let i21=0; i21<len19; i21++){
let data66 = data65[i21];
const _errs138 = errors;
if(errors === _errs138){
if(data66 && typeof data66 == "object" && !Array.isArray(data66)){
let missing8;
if(((data66.module === undefined) && (missing8 = "module")) || ((data66.inputs === undefined) && (missing8 = "inputs"))){
validate20.errors = [{instancePath:instancePath+"/proofs/" + i21,schemaPath:"#/properties/proofs/items/required",keyword:"required",params:{missingProperty: missing8},message:"must have required property '"+missing8+"'"}];
return false;
}
else {
const _errs140 = errors;
for(const key11 in data66){
if(!((key11 === "module") || (key11 === "inputs"))){
validate20.errors = [{instancePath:instancePath+"/proofs/" + i21,schemaPath:"#/properties/proofs/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs140 === errors){
if(data66.module !== undefined){
let data67 = data66.module;
const _errs141 = errors;
if(errors === _errs141){
if(typeof data67 === "string"){
if(func2(data67) < 1){
validate20.errors = [{instancePath:instancePath+"/proofs/" + i21+"/module",schemaPath:"#/properties/proofs/items/properties/module/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/proofs/" + i21+"/module",schemaPath:"#/properties/proofs/items/properties/module/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid33 = _errs141 === errors;
}
else {
var valid33 = true;
}
if(valid33){
if(data66.inputs !== undefined){
let data68 = data66.inputs;
const _errs143 = errors;
if(errors === _errs143){
if(Array.isArray(data68)){
var valid34 = true;
const len20 = data68.length;
for(let i22=0; i22<len20; i22++){
let data69 = data68[i22];
const _errs145 = errors;
if(errors === _errs145){
if(typeof data69 === "string"){
if(func2(data69) < 1){
validate20.errors = [{instancePath:instancePath+"/proofs/" + i21+"/inputs/" + i22,schemaPath:"#/properties/proofs/items/properties/inputs/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/proofs/" + i21+"/inputs/" + i22,schemaPath:"#/properties/proofs/items/properties/inputs/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid34 = _errs145 === errors;
if(!valid34){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/proofs/" + i21+"/inputs",schemaPath:"#/properties/proofs/items/properties/inputs/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid33 = _errs143 === errors;
}
else {
var valid33 = true;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/proofs/" + i21,schemaPath:"#/properties/proofs/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid32 = _errs138 === errors;
if(!valid32){
break;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/proofs",schemaPath:"#/properties/proofs/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs136 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reviews !== undefined){
let data70 = data.reviews;
const _errs147 = errors;
if(errors === _errs147){
if(Array.isArray(data70)){
if(data70.length < 1){
validate20.errors = [{instancePath:instancePath+"/reviews",schemaPath:"#/properties/reviews/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid35 = true;
const len21 = data70.length;
for(let i23=0; i23<len21; i23++){
const _errs149 = errors;
if(typeof data70[i23] !== "string"){
validate20.errors = [{instancePath:instancePath+"/reviews/" + i23,schemaPath:"#/properties/reviews/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid35 = _errs149 === errors;
if(!valid35){
break;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/reviews",schemaPath:"#/properties/reviews/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs147 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.coverage !== undefined){
let data72 = data.coverage;
const _errs151 = errors;
if(errors === _errs151){
if(data72 && typeof data72 == "object" && !Array.isArray(data72)){
let missing9;
if(((data72.procedures === undefined) && (missing9 = "procedures")) || ((data72.components === undefined) && (missing9 = "components"))){
validate20.errors = [{instancePath:instancePath+"/coverage",schemaPath:"#/properties/coverage/required",keyword:"required",params:{missingProperty: missing9},message:"must have required property '"+missing9+"'"}];
return false;
}
else {
const _errs153 = errors;
for(const key12 in data72){
if(!(((((key12 === "procedures") || (key12 === "components")) || (key12 === "exclude")) || (key12 === "literal")) || (key12 === "justifications"))){
validate20.errors = [{instancePath:instancePath+"/coverage",schemaPath:"#/properties/coverage/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs153 === errors){
if(data72.procedures !== undefined){
let data73 = data72.procedures;
const _errs154 = errors;
if(errors === _errs154){
if(Array.isArray(data73)){
if(data73.length < 1){
validate20.errors = [{instancePath:instancePath+"/coverage/procedures",schemaPath:"#/properties/coverage/properties/procedures/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid37 = true;
const len22 = data73.length;
for(let i24=0; i24<len22; i24++){
const _errs156 = errors;
if(typeof data73[i24] !== "string"){
validate20.errors = [{instancePath:instancePath+"/coverage/procedures/" + i24,schemaPath:"#/properties/coverage/properties/procedures/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid37 = _errs156 === errors;
if(!valid37){
break;
}
}
if(valid37){
let i25 = data73.length;
let j2;
if(i25 > 1){
const indices1 = {};
for(;i25--;){
let item1 = data73[i25];
if(typeof item1 !== "string"){
continue;
}
if(typeof indices1[item1] == "number"){
j2 = indices1[item1];
validate20.errors = [{instancePath:instancePath+"/coverage/procedures",schemaPath:"#/properties/coverage/properties/procedures/uniqueItems",keyword:"uniqueItems",params:{i: i25, j: j2},message:"must NOT have duplicate items (items ## "+j2+" and "+i25+" are identical)"}];
return false;
break;
}
indices1[item1] = i25;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/coverage/procedures",schemaPath:"#/properties/coverage/properties/procedures/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid36 = _errs154 === errors;
}
else {
var valid36 = true;
}
if(valid36){
if(data72.components !== undefined){
let data75 = data72.components;
const _errs158 = errors;
if(errors === _errs158){
if(Array.isArray(data75)){
if(data75.length < 1){
validate20.errors = [{instancePath:instancePath+"/coverage/components",schemaPath:"#/properties/coverage/properties/components/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid39 = true;
const len23 = data75.length;
for(let i26=0; i26<len23; i26++){
let data76 = data75[i26];
const _errs160 = errors;
if(errors === _errs160){
if(data76 && typeof data76 == "object" && !Array.isArray(data76)){
let missing10;
if((((data76.name === undefined) && (missing10 = "name")) || ((data76.paths === undefined) && (missing10 = "paths"))) || ((data76.level === undefined) && (missing10 = "level"))){
validate20.errors = [{instancePath:instancePath+"/coverage/components/" + i26,schemaPath:"#/properties/coverage/properties/components/items/required",keyword:"required",params:{missingProperty: missing10},message:"must have required property '"+missing10+"'"}];
return false;
}
else {
const _errs162 = errors;
for(const key13 in data76){
if(!((((key13 === "name") || (key13 === "paths")) || (key13 === "level")) || (key13 === "enforce"))){
validate20.errors = [{instancePath:instancePath+"/coverage/components/" + i26,schemaPath:"#/properties/coverage/properties/components/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs162 === errors){
if(data76.name !== undefined){
let data77 = data76.name;
const _errs163 = errors;
if(errors === _errs163){
if(typeof data77 === "string"){
if(!pattern5.test(data77)){
validate20.errors = [{instancePath:instancePath+"/coverage/components/" + i26+"/name",schemaPath:"#/properties/coverage/properties/components/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9 ._-]*$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9 ._-]*$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/coverage/components/" + i26+"/name",schemaPath:"#/properties/coverage/properties/components/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid40 = _errs163 === errors;
}
else {
var valid40 = true;
}
if(valid40){
if(data76.paths !== undefined){
let data78 = data76.paths;
const _errs165 = errors;
if(errors === _errs165){
if(Array.isArray(data78)){
if(data78.length < 1){
validate20.errors = [{instancePath:instancePath+"/coverage/components/" + i26+"/paths",schemaPath:"#/properties/coverage/properties/components/items/properties/paths/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid41 = true;
const len24 = data78.length;
for(let i27=0; i27<len24; i27++){
let data79 = data78[i27];
const _errs167 = errors;
if(errors === _errs167){
if(typeof data79 === "string"){
if(func2(data79) < 1){
validate20.errors = [{instancePath:instancePath+"/coverage/components/" + i26+"/paths/" + i27,schemaPath:"#/properties/coverage/properties/components/items/properties/paths/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/coverage/components/" + i26+"/paths/" + i27,schemaPath:"#/properties/coverage/properties/components/items/properties/paths/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid41 = _errs167 === errors;
if(!valid41){
break;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/coverage/components/" + i26+"/paths",schemaPath:"#/properties/coverage/properties/components/items/properties/paths/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid40 = _errs165 === errors;
}
else {
var valid40 = true;
}
if(valid40){
if(data76.level !== undefined){
let data80 = data76.level;
const _errs169 = errors;
if(!((((data80 === "A") || (data80 === "B")) || (data80 === "C")) || (data80 === "D"))){
validate20.errors = [{instancePath:instancePath+"/coverage/components/" + i26+"/level",schemaPath:"#/properties/coverage/properties/components/items/properties/level/enum",keyword:"enum",params:{allowedValues: schema31.properties.coverage.properties.components.items.properties.level.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid40 = _errs169 === errors;
}
else {
var valid40 = true;
}
if(valid40){
if(data76.enforce !== undefined){
const _errs170 = errors;
if(typeof data76.enforce !== "boolean"){
validate20.errors = [{instancePath:instancePath+"/coverage/components/" + i26+"/enforce",schemaPath:"#/properties/coverage/properties/components/items/properties/enforce/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid40 = _errs170 === errors;
}
else {
var valid40 = true;
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/coverage/components/" + i26,schemaPath:"#/properties/coverage/properties/components/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid39 = _errs160 === errors;
if(!valid39){
break;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/coverage/components",schemaPath:"#/properties/coverage/properties/components/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid36 = _errs158 === errors;
}
else {
var valid36 = true;
}
if(valid36){
if(data72.exclude !== undefined){
let data82 = data72.exclude;
const _errs172 = errors;
if(errors === _errs172){
if(Array.isArray(data82)){
var valid42 = true;
const len25 = data82.length;
for(let i28=0; i28<len25; i28++){
const _errs174 = errors;
if(typeof data82[i28] !== "string"){
validate20.errors = [{instancePath:instancePath+"/coverage/exclude/" + i28,schemaPath:"#/properties/coverage/properties/exclude/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid42 = _errs174 === errors;
if(!valid42){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/coverage/exclude",schemaPath:"#/properties/coverage/properties/exclude/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid36 = _errs172 === errors;
}
else {
var valid36 = true;
}
if(valid36){
if(data72.literal !== undefined){
const _errs176 = errors;
if(typeof data72.literal !== "boolean"){
validate20.errors = [{instancePath:instancePath+"/coverage/literal",schemaPath:"#/properties/coverage/properties/literal/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid36 = _errs176 === errors;
}
else {
var valid36 = true;
}
if(valid36){
if(data72.justifications !== undefined){
let data85 = data72.justifications;
const _errs178 = errors;
if(errors === _errs178){
if(typeof data85 === "string"){
if(func2(data85) < 1){
validate20.errors = [{instancePath:instancePath+"/coverage/justifications",schemaPath:"#/properties/coverage/properties/justifications/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/coverage/justifications",schemaPath:"#/properties/coverage/properties/justifications/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid36 = _errs178 === errors;
}
else {
var valid36 = true;
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/coverage",schemaPath:"#/properties/coverage/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs151 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.gate !== undefined){
let data86 = data.gate;
const _errs180 = errors;
if(errors === _errs180){
if(data86 && typeof data86 == "object" && !Array.isArray(data86)){
const _errs182 = errors;
for(const key14 in data86){
if(!((((key14 === "warningsMaximum") || (key14 === "unreviewedLinksMaximum")) || (key14 === "severities")) || (key14 === "exceptions"))){
validate20.errors = [{instancePath:instancePath+"/gate",schemaPath:"#/properties/gate/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs182 === errors){
if(data86.warningsMaximum !== undefined){
let data87 = data86.warningsMaximum;
const _errs183 = errors;
if(!(((typeof data87 == "number") && (!(data87 % 1) && !isNaN(data87))) && (isFinite(data87)))){
validate20.errors = [{instancePath:instancePath+"/gate/warningsMaximum",schemaPath:"#/properties/gate/properties/warningsMaximum/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs183){
if((typeof data87 == "number") && (isFinite(data87))){
if(data87 < 0 || isNaN(data87)){
validate20.errors = [{instancePath:instancePath+"/gate/warningsMaximum",schemaPath:"#/properties/gate/properties/warningsMaximum/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid43 = _errs183 === errors;
}
else {
var valid43 = true;
}
if(valid43){
if(data86.unreviewedLinksMaximum !== undefined){
let data88 = data86.unreviewedLinksMaximum;
const _errs185 = errors;
if(!(((typeof data88 == "number") && (!(data88 % 1) && !isNaN(data88))) && (isFinite(data88)))){
validate20.errors = [{instancePath:instancePath+"/gate/unreviewedLinksMaximum",schemaPath:"#/properties/gate/properties/unreviewedLinksMaximum/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs185){
if((typeof data88 == "number") && (isFinite(data88))){
if(data88 < 0 || isNaN(data88)){
validate20.errors = [{instancePath:instancePath+"/gate/unreviewedLinksMaximum",schemaPath:"#/properties/gate/properties/unreviewedLinksMaximum/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid43 = _errs185 === errors;
}
else {
var valid43 = true;
}
if(valid43){
if(data86.severities !== undefined){
let data89 = data86.severities;
const _errs187 = errors;
if(errors === _errs187){
if(data89 && typeof data89 == "object" && !Array.isArray(data89)){
for(const key15 in data89){
let data90 = data89[key15];
const _errs190 = errors;
if(!((((data90 === "error") || (data90 === "warning")) || (data90 === "note")) || (data90 === "off"))){
validate20.errors = [{instancePath:instancePath+"/gate/severities/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gate/properties/severities/additionalProperties/enum",keyword:"enum",params:{allowedValues: schema31.properties.gate.properties.severities.additionalProperties.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid44 = _errs190 === errors;
if(!valid44){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/gate/severities",schemaPath:"#/properties/gate/properties/severities/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid43 = _errs187 === errors;
}
else {
var valid43 = true;
}
if(valid43){
if(data86.exceptions !== undefined){
let data91 = data86.exceptions;
const _errs191 = errors;
if(errors === _errs191){
if(Array.isArray(data91)){
var valid45 = true;
const len26 = data91.length;
for(let i29=0; i29<len26; i29++){
let data92 = data91[i29];
const _errs193 = errors;
if(errors === _errs193){
if(data92 && typeof data92 == "object" && !Array.isArray(data92)){
let missing11;
if((((((data92.rule === undefined) && (missing11 = "rule")) || ((data92.subject === undefined) && (missing11 = "subject"))) || ((data92.reason === undefined) && (missing11 = "reason"))) || ((data92.owner === undefined) && (missing11 = "owner"))) || ((data92.expires === undefined) && (missing11 = "expires"))){
validate20.errors = [{instancePath:instancePath+"/gate/exceptions/" + i29,schemaPath:"#/properties/gate/properties/exceptions/items/required",keyword:"required",params:{missingProperty: missing11},message:"must have required property '"+missing11+"'"}];
return false;
}
else {
const _errs195 = errors;
for(const key16 in data92){
if(!(((((key16 === "rule") || (key16 === "subject")) || (key16 === "reason")) || (key16 === "owner")) || (key16 === "expires"))){
validate20.errors = [{instancePath:instancePath+"/gate/exceptions/" + i29,schemaPath:"#/properties/gate/properties/exceptions/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs195 === errors){
if(data92.rule !== undefined){
let data93 = data92.rule;
const _errs196 = errors;
if(errors === _errs196){
if(typeof data93 === "string"){
if(func2(data93) < 1){
validate20.errors = [{instancePath:instancePath+"/gate/exceptions/" + i29+"/rule",schemaPath:"#/properties/gate/properties/exceptions/items/properties/rule/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/gate/exceptions/" + i29+"/rule",schemaPath:"#/properties/gate/properties/exceptions/items/properties/rule/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid46 = _errs196 === errors;
}
else {
var valid46 = true;
}
if(valid46){
if(data92.subject !== undefined){
let data94 = data92.subject;
const _errs198 = errors;
if(errors === _errs198){
if(typeof data94 === "string"){
if(func2(data94) < 1){
validate20.errors = [{instancePath:instancePath+"/gate/exceptions/" + i29+"/subject",schemaPath:"#/properties/gate/properties/exceptions/items/properties/subject/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/gate/exceptions/" + i29+"/subject",schemaPath:"#/properties/gate/properties/exceptions/items/properties/subject/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid46 = _errs198 === errors;
}
else {
var valid46 = true;
}
if(valid46){
if(data92.reason !== undefined){
let data95 = data92.reason;
const _errs200 = errors;
if(errors === _errs200){
if(typeof data95 === "string"){
if(func2(data95) < 10){
validate20.errors = [{instancePath:instancePath+"/gate/exceptions/" + i29+"/reason",schemaPath:"#/properties/gate/properties/exceptions/items/properties/reason/minLength",keyword:"minLength",params:{limit: 10},message:"must NOT have fewer than 10 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/gate/exceptions/" + i29+"/reason",schemaPath:"#/properties/gate/properties/exceptions/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid46 = _errs200 === errors;
}
else {
var valid46 = true;
}
if(valid46){
if(data92.owner !== undefined){
let data96 = data92.owner;
const _errs202 = errors;
if(errors === _errs202){
if(typeof data96 === "string"){
if(func2(data96) < 1){
validate20.errors = [{instancePath:instancePath+"/gate/exceptions/" + i29+"/owner",schemaPath:"#/properties/gate/properties/exceptions/items/properties/owner/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/gate/exceptions/" + i29+"/owner",schemaPath:"#/properties/gate/properties/exceptions/items/properties/owner/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid46 = _errs202 === errors;
}
else {
var valid46 = true;
}
if(valid46){
if(data92.expires !== undefined){
let data97 = data92.expires;
const _errs204 = errors;
if(errors === _errs204){
if(errors === _errs204){
if(typeof data97 === "string"){
if(!(formats2.validate(data97))){
validate20.errors = [{instancePath:instancePath+"/gate/exceptions/" + i29+"/expires",schemaPath:"#/properties/gate/properties/exceptions/items/properties/expires/format",keyword:"format",params:{format: "date"},message:"must match format \""+"date"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/gate/exceptions/" + i29+"/expires",schemaPath:"#/properties/gate/properties/exceptions/items/properties/expires/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid46 = _errs204 === errors;
}
else {
var valid46 = true;
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/gate/exceptions/" + i29,schemaPath:"#/properties/gate/properties/exceptions/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid45 = _errs193 === errors;
if(!valid45){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/gate/exceptions",schemaPath:"#/properties/gate/properties/exceptions/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid43 = _errs191 === errors;
}
else {
var valid43 = true;
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/gate",schemaPath:"#/properties/gate/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs180 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

