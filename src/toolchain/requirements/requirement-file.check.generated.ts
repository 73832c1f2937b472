/* generated from requirement-file.schema.json by npm run generate; do not edit */
// @ts-nocheck: written by the schema compiler in JavaScript
import module0 from 'ajv/dist/runtime/ucs2length.js';
import module1 from 'ajv/dist/runtime/equal.js';

/** Whether a value conforms to the schema. */
export const conforms: (value: unknown) => boolean = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:ampel:requirement-file","title":"RequirementFile","description":"Requirements of one module at one level.","type":"object","additionalProperties":false,"required":["module","level","requirements"],"properties":{"module":{"type":"string","pattern":"^[A-Z][A-Z0-9]*$","description":"Module code, such as AFDX."},"level":{"type":"string","minLength":1,"description":"Name of one of the levels in ampel.config.yaml."},"requirements":{"type":"array","items":{"$ref":"#/$defs/requirementEntry"}}},"$defs":{"requirementEntry":{"title":"RequirementEntry","type":"object","additionalProperties":false,"required":["id","title","text","verification","status"],"properties":{"id":{"type":"string","pattern":"^[A-Za-z][A-Za-z0-9_.~:-]*$","description":"Unique in the project, literal, never reused."},"title":{"type":"string","not":{"const":""}},"text":{"type":"string","not":{"const":""},"description":"One sentence with one shall."},"rationale":{"type":"string","description":"Why it must hold."},"parents":{"type":"array","items":{"type":"string"},"uniqueItems":true,"description":"Requirements that this one refines."},"derived":{"type":"boolean","description":"True when no parent asks for it; then rationale and safety are needed."},"safety":{"type":"string","description":"Derived requirements: the effect on safety, as told to the safety assessment."},"verification":{"type":"array","minItems":1,"uniqueItems":true,"items":{"enum":["test","analysis","proof","review"]},"description":"How it is shown to hold; each method named needs evidence."},"status":{"enum":["active","planned"],"description":"planned: for a later baseline, counted and never green."},"source":{"type":"array","items":{"title":"SourceEntry","type":"object","additionalProperties":false,"required":["document"],"properties":{"document":{"type":"string","minLength":1},"lines":{"type":"string","pattern":"^$|^[0-9]+(-[0-9]+)?$","description":"First and last line, counted from 1."}}}},"attributes":{"type":"object","additionalProperties":{"type":"string"},"description":"Anything else, as text."}}}}};
const schema32 = {"title":"RequirementEntry","type":"object","additionalProperties":false,"required":["id","title","text","verification","status"],"properties":{"id":{"type":"string","pattern":"^[A-Za-z][A-Za-z0-9_.~:-]*$","description":"Unique in the project, literal, never reused."},"title":{"type":"string","not":{"const":""}},"text":{"type":"string","not":{"const":""},"description":"One sentence with one shall."},"rationale":{"type":"string","description":"Why it must hold."},"parents":{"type":"array","items":{"type":"string"},"uniqueItems":true,"description":"Requirements that this one refines."},"derived":{"type":"boolean","description":"True when no parent asks for it; then rationale and safety are needed."},"safety":{"type":"string","description":"Derived requirements: the effect on safety, as told to the safety assessment."},"verification":{"type":"array","minItems":1,"uniqueItems":true,"items":{"enum":["test","analysis","proof","review"]},"description":"How it is shown to hold; each method named needs evidence."},"status":{"enum":["active","planned"],"description":"planned: for a later baseline, counted and never green."},"source":{"type":"array","items":{"title":"SourceEntry","type":"object","additionalProperties":false,"required":["document"],"properties":{"document":{"type":"string","minLength":1},"lines":{"type":"string","pattern":"^$|^[0-9]+(-[0-9]+)?$","description":"First and last line, counted from 1."}}}},"attributes":{"type":"object","additionalProperties":{"type":"string"},"description":"Anything else, as text."}}};
const pattern4 = new RegExp("^[A-Z][A-Z0-9]*$", "u");
const pattern5 = new RegExp("^[A-Za-z][A-Za-z0-9_.~:-]*$", "u");
const pattern6 = new RegExp("^$|^[0-9]+(-[0-9]+)?$", "u");
const func1 = module0.default;
const func2 = Object.prototype.hasOwnProperty;
const func0 = module1.default;

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:ampel:requirement-file" */;
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
if((((data.module === undefined) && (missing0 = "module")) || ((data.level === undefined) && (missing0 = "level"))) || ((data.requirements === undefined) && (missing0 = "requirements"))){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "module") || (key0 === "level")) || (key0 === "requirements"))){
validate20.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.module !== undefined){
let data0 = data.module;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
validate20.errors = [{instancePath:instancePath+"/module",schemaPath:"#/properties/module/pattern",keyword:"pattern",params:{pattern: "^[A-Z][A-Z0-9]*$"},message:"must match pattern \""+"^[A-Z][A-Z0-9]*$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/module",schemaPath:"#/properties/module/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.level !== undefined){
let data1 = data.level;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(func1(data1) < 1){
validate20.errors = [{instancePath:instancePath+"/level",schemaPath:"#/properties/level/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/level",schemaPath:"#/properties/level/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.requirements !== undefined){
let data2 = data.requirements;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
var valid1 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
const _errs8 = errors;
const _errs9 = errors;
if(errors === _errs9){
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
let missing1;
if((((((data3.id === undefined) && (missing1 = "id")) || ((data3.title === undefined) && (missing1 = "title"))) || ((data3.text === undefined) && (missing1 = "text"))) || ((data3.verification === undefined) && (missing1 = "verification"))) || ((data3.status === undefined) && (missing1 = "status"))){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0,schemaPath:"#/$defs/requirementEntry/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs11 = errors;
for(const key1 in data3){
if(!(func2.call(schema32.properties, key1))){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0,schemaPath:"#/$defs/requirementEntry/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs11 === errors){
if(data3.id !== undefined){
let data4 = data3.id;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data4 === "string"){
if(!pattern5.test(data4)){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/id",schemaPath:"#/$defs/requirementEntry/properties/id/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z][A-Za-z0-9_.~:-]*$"},message:"must match pattern \""+"^[A-Za-z][A-Za-z0-9_.~:-]*$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/id",schemaPath:"#/$defs/requirementEntry/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs12 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data3.title !== undefined){
let data5 = data3.title;
const _errs14 = errors;
if(typeof data5 !== "string"){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/title",schemaPath:"#/$defs/requirementEntry/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
const _errs16 = errors;
const _errs17 = errors;
if("" !== data5){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
var valid4 = _errs17 === errors;
if(valid4){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/title",schemaPath:"#/$defs/requirementEntry/properties/title/not",keyword:"not",params:{},message:"must NOT be valid"}];
return false;
}
else {
errors = _errs16;
if(vErrors !== null){
if(_errs16){
vErrors.length = _errs16;
}
else {
vErrors = null;
}
}
}
var valid3 = _errs14 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data3.text !== undefined){
let data6 = data3.text;
const _errs18 = errors;
if(typeof data6 !== "string"){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/text",schemaPath:"#/$defs/requirementEntry/properties/text/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
const _errs20 = errors;
const _errs21 = errors;
if("" !== data6){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
var valid5 = _errs21 === errors;
if(valid5){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/text",schemaPath:"#/$defs/requirementEntry/properties/text/not",keyword:"not",params:{},message:"must NOT be valid"}];
return false;
}
else {
errors = _errs20;
if(vErrors !== null){
if(_errs20){
vErrors.length = _errs20;
}
else {
vErrors = null;
}
}
}
var valid3 = _errs18 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data3.rationale !== undefined){
const _errs22 = errors;
if(typeof data3.rationale !== "string"){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/rationale",schemaPath:"#/$defs/requirementEntry/properties/rationale/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs22 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data3.parents !== undefined){
let data8 = data3.parents;
const _errs24 = errors;
if(errors === _errs24){
if(Array.isArray(data8)){
var valid6 = true;
const len1 = data8.length;
for(let i1=0; i1<len1; i1++){
const _errs26 = errors;
if(typeof data8[i1] !== "string"){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/parents/" + i1,schemaPath:"#/$defs/requirementEntry/properties/parents/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid6 = _errs26 === errors;
if(!valid6){
break;
}
}
if(valid6){
let i2 = data8.length;
let j0;
if(i2 > 1){
const indices0 = {};
for(;i2--;){
let item0 = data8[i2];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/parents",schemaPath:"#/$defs/requirementEntry/properties/parents/uniqueItems",keyword:"uniqueItems",params:{i: i2, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i2+" are identical)"}];
return false;
break;
}
indices0[item0] = i2;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/parents",schemaPath:"#/$defs/requirementEntry/properties/parents/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid3 = _errs24 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data3.derived !== undefined){
const _errs28 = errors;
if(typeof data3.derived !== "boolean"){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/derived",schemaPath:"#/$defs/requirementEntry/properties/derived/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid3 = _errs28 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data3.safety !== undefined){
const _errs30 = errors;
if(typeof data3.safety !== "string"){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/safety",schemaPath:"#/$defs/requirementEntry/properties/safety/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs30 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data3.verification !== undefined){
let data12 = data3.verification;
const _errs32 = errors;
if(errors === _errs32){
if(Array.isArray(data12)){
if(data12.length < 1){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/verification",schemaPath:"#/$defs/requirementEntry/properties/verification/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid8 = true;
const len2 = data12.length;
for(let i3=0; i3<len2; i3++){
let data13 = data12[i3];
const _errs34 = errors;
if(!((((data13 === "test") || (data13 === "analysis")) || (data13 === "proof")) || (data13 === "review"))){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/verification/" + i3,schemaPath:"#/$defs/requirementEntry/properties/verification/items/enum",keyword:"enum",params:{allowedValues: schema32.properties.verification.items.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid8 = _errs34 === errors;
if(!valid8){
break;
}
}
if(valid8){
let i4 = data12.length;
let j1;
if(i4 > 1){
outer0:
for(;i4--;){
for(j1 = i4; j1--;){
if(func0(data12[i4], data12[j1])){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/verification",schemaPath:"#/$defs/requirementEntry/properties/verification/uniqueItems",keyword:"uniqueItems",params:{i: i4, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i4+" are identical)"}];
return false;
break outer0;
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/verification",schemaPath:"#/$defs/requirementEntry/properties/verification/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid3 = _errs32 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data3.status !== undefined){
let data14 = data3.status;
const _errs35 = errors;
if(!((data14 === "active") || (data14 === "planned"))){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/status",schemaPath:"#/$defs/requirementEntry/properties/status/enum",keyword:"enum",params:{allowedValues: schema32.properties.status.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid3 = _errs35 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data3.source !== undefined){
let data15 = data3.source;
const _errs36 = errors;
if(errors === _errs36){
if(Array.isArray(data15)){
var valid10 = true;
const len3 = data15.length;
for(let i5=0; i5<len3; i5++){
let data16 = data15[i5];
const _errs38 = errors;
if(errors === _errs38){
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
let missing2;
if((data16.document === undefined) && (missing2 = "document")){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/source/" + i5,schemaPath:"#/$defs/requirementEntry/properties/source/items/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs40 = errors;
for(const key2 in data16){
if(!((key2 === "document") || (key2 === "lines"))){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/source/" + i5,schemaPath:"#/$defs/requirementEntry/properties/source/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs40 === errors){
if(data16.document !== undefined){
let data17 = data16.document;
const _errs41 = errors;
if(errors === _errs41){
if(typeof data17 === "string"){
if(func1(data17) < 1){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/source/" + i5+"/document",schemaPath:"#/$defs/requirementEntry/properties/source/items/properties/document/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/source/" + i5+"/document",schemaPath:"#/$defs/requirementEntry/properties/source/items/properties/document/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid11 = _errs41 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data16.lines !== undefined){
let data18 = data16.lines;
const _errs43 = errors;
if(errors === _errs43){
if(typeof data18 === "string"){
if(!pattern6.test(data18)){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/source/" + i5+"/lines",schemaPath:"#/$defs/requirementEntry/properties/source/items/properties/lines/pattern",keyword:"pattern",params:{pattern: "^$|^[0-9]+(-[0-9]+)?$"},message:"must match pattern \""+"^$|^[0-9]+(-[0-9]+)?$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/source/" + i5+"/lines",schemaPath:"#/$defs/requirementEntry/properties/source/items/properties/lines/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid11 = _errs43 === errors;
}
else {
var valid11 = true;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/source/" + i5,schemaPath:"#/$defs/requirementEntry/properties/source/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid10 = _errs38 === errors;
if(!valid10){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/source",schemaPath:"#/$defs/requirementEntry/properties/source/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid3 = _errs36 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data3.attributes !== undefined){
let data19 = data3.attributes;
const _errs45 = errors;
if(errors === _errs45){
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
for(const key3 in data19){
const _errs48 = errors;
if(typeof data19[key3] !== "string"){
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/attributes/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/requirementEntry/properties/attributes/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid12 = _errs48 === errors;
if(!valid12){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0+"/attributes",schemaPath:"#/$defs/requirementEntry/properties/attributes/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid3 = _errs45 === errors;
}
else {
var valid3 = true;
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
validate20.errors = [{instancePath:instancePath+"/requirements/" + i0,schemaPath:"#/$defs/requirementEntry/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid1 = _errs8 === errors;
if(!valid1){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/requirements",schemaPath:"#/properties/requirements/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
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

