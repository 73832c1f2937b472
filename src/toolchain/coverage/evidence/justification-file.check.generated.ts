/* generated from justification-file.schema.json by npm run generate; do not edit */
// @ts-nocheck: written by the schema compiler in JavaScript
import module0 from 'ajv/dist/runtime/ucs2length.js';

/** Whether a value conforms to the schema. */
export const conforms: (value: unknown) => boolean = validate20;

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:ampel:coverage-justifications","title":"JustificationFile","description":"Records of coverage gaps that stay, each bound to the code that it speaks of.","type":"object","additionalProperties":false,"required":["justifications"],"properties":{"justifications":{"type":"array","items":{"title":"JustificationEntry","type":"object","additionalProperties":false,"required":["path","line","unit","gap","code","fingerprint","class","argument","author"],"properties":{"path":{"type":"string","minLength":1},"line":{"type":"integer","minimum":1,"description":"Line when it was recorded; for readers, the fingerprint is what counts."},"unit":{"type":"string","description":"Enclosing unit of code; empty: the file."},"gap":{"type":"string","minLength":1,"description":"What is not covered, as the report says it."},"code":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Fingerprint of the enclosing unit, without comments and layout."},"fingerprint":{"type":"string","pattern":"^[0-9a-f]{64}$","description":"Of path, unit, its code, the place in it, and the gap."},"class":{"enum":["missing-test","missing-requirement","extraneous","deactivated-never-run","deactivated-other-configuration","untestable"],"description":"DO-178C 6.4.4.3. Only the last three can stay."},"argument":{"type":"string","minLength":20,"description":"Why the gap is of this class and what is done about it."},"author":{"type":"string","minLength":1},"reviewer":{"type":"string","minLength":1,"description":"Another person than the author; absent: it awaits review and resolves nothing."},"mechanism":{"type":"string","minLength":10,"description":"Deactivated code: what keeps it from running, or selects it."},"verifiedBy":{"type":"array","minItems":1,"items":{"type":"string","minLength":1},"description":"Code of another configuration: the test cases that verify it there."},"problemReport":{"type":"string","minLength":1},"baseline":{"type":"string","minLength":1,"description":"Revision of the code at which it was recorded."}}}}}};
const func1 = Object.prototype.hasOwnProperty;
const func2 = module0.default;
const pattern4 = new RegExp("^[0-9a-f]{64}$", "u");

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:ampel:coverage-justifications" */;
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
if((data.justifications === undefined) && (missing0 = "justifications")){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(key0 === "justifications")){
validate20.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.justifications !== undefined){
let data0 = data.justifications;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs4 = errors;
if(errors === _errs4){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if((((((((((data1.path === undefined) && (missing1 = "path")) || ((data1.line === undefined) && (missing1 = "line"))) || ((data1.unit === undefined) && (missing1 = "unit"))) || ((data1.gap === undefined) && (missing1 = "gap"))) || ((data1.code === undefined) && (missing1 = "code"))) || ((data1.fingerprint === undefined) && (missing1 = "fingerprint"))) || ((data1.class === undefined) && (missing1 = "class"))) || ((data1.argument === undefined) && (missing1 = "argument"))) || ((data1.author === undefined) && (missing1 = "author"))){
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0,schemaPath:"#/properties/justifications/items/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs6 = errors;
for(const key1 in data1){
if(!(func1.call(schema31.properties.justifications.items.properties, key1))){
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0,schemaPath:"#/properties/justifications/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs6 === errors){
if(data1.path !== undefined){
let data2 = data1.path;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(func2(data2) < 1){
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/path",schemaPath:"#/properties/justifications/items/properties/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/path",schemaPath:"#/properties/justifications/items/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs7 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.line !== undefined){
let data3 = data1.line;
const _errs9 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/line",schemaPath:"#/properties/justifications/items/properties/line/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs9){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 1 || isNaN(data3)){
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/line",schemaPath:"#/properties/justifications/items/properties/line/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid2 = _errs9 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.unit !== undefined){
const _errs11 = errors;
if(typeof data1.unit !== "string"){
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/unit",schemaPath:"#/properties/justifications/items/properties/unit/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs11 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.gap !== undefined){
let data5 = data1.gap;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data5 === "string"){
if(func2(data5) < 1){
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/gap",schemaPath:"#/properties/justifications/items/properties/gap/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/gap",schemaPath:"#/properties/justifications/items/properties/gap/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs13 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.code !== undefined){
let data6 = data1.code;
const _errs15 = errors;
if(errors === _errs15){
if(typeof data6 === "string"){
if(!pattern4.test(data6)){
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/code",schemaPath:"#/properties/justifications/items/properties/code/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"},message:"must match pattern \""+"^[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/code",schemaPath:"#/properties/justifications/items/properties/code/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs15 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.fingerprint !== undefined){
let data7 = data1.fingerprint;
const _errs17 = errors;
if(errors === _errs17){
if(typeof data7 === "string"){
if(!pattern4.test(data7)){
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/fingerprint",schemaPath:"#/properties/justifications/items/properties/fingerprint/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"},message:"must match pattern \""+"^[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/fingerprint",schemaPath:"#/properties/justifications/items/properties/fingerprint/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs17 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.class !== undefined){
let data8 = data1.class;
const _errs19 = errors;
if(!((((((data8 === "missing-test") || (data8 === "missing-requirement")) || (data8 === "extraneous")) || (data8 === "deactivated-never-run")) || (data8 === "deactivated-other-configuration")) || (data8 === "untestable"))){
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/class",schemaPath:"#/properties/justifications/items/properties/class/enum",keyword:"enum",params:{allowedValues: schema31.properties.justifications.items.properties.class.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid2 = _errs19 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.argument !== undefined){
let data9 = data1.argument;
const _errs20 = errors;
if(errors === _errs20){
if(typeof data9 === "string"){
if(func2(data9) < 20){
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/argument",schemaPath:"#/properties/justifications/items/properties/argument/minLength",keyword:"minLength",params:{limit: 20},message:"must NOT have fewer than 20 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/argument",schemaPath:"#/properties/justifications/items/properties/argument/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs20 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.author !== undefined){
let data10 = data1.author;
const _errs22 = errors;
if(errors === _errs22){
if(typeof data10 === "string"){
if(func2(data10) < 1){
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/author",schemaPath:"#/properties/justifications/items/properties/author/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/author",schemaPath:"#/properties/justifications/items/properties/author/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs22 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.reviewer !== undefined){
let data11 = data1.reviewer;
const _errs24 = errors;
if(errors === _errs24){
if(typeof data11 === "string"){
if(func2(data11) < 1){
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/reviewer",schemaPath:"#/properties/justifications/items/properties/reviewer/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/reviewer",schemaPath:"#/properties/justifications/items/properties/reviewer/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs24 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.mechanism !== undefined){
let data12 = data1.mechanism;
const _errs26 = errors;
if(errors === _errs26){
if(typeof data12 === "string"){
if(func2(data12) < 10){
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/mechanism",schemaPath:"#/properties/justifications/items/properties/mechanism/minLength",keyword:"minLength",params:{limit: 10},message:"must NOT have fewer than 10 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/mechanism",schemaPath:"#/properties/justifications/items/properties/mechanism/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs26 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.verifiedBy !== undefined){
let data13 = data1.verifiedBy;
const _errs28 = errors;
if(errors === _errs28){
if(Array.isArray(data13)){
if(data13.length < 1){
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/verifiedBy",schemaPath:"#/properties/justifications/items/properties/verifiedBy/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len1 = data13.length;
for(let i1=0; i1<len1; i1++){
let data14 = data13[i1];
const _errs30 = errors;
if(errors === _errs30){
if(typeof data14 === "string"){
if(func2(data14) < 1){
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/verifiedBy/" + i1,schemaPath:"#/properties/justifications/items/properties/verifiedBy/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/verifiedBy/" + i1,schemaPath:"#/properties/justifications/items/properties/verifiedBy/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs30 === errors;
if(!valid3){
break;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/verifiedBy",schemaPath:"#/properties/justifications/items/properties/verifiedBy/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid2 = _errs28 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.problemReport !== undefined){
let data15 = data1.problemReport;
const _errs32 = errors;
if(errors === _errs32){
if(typeof data15 === "string"){
if(func2(data15) < 1){
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/problemReport",schemaPath:"#/properties/justifications/items/properties/problemReport/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/problemReport",schemaPath:"#/properties/justifications/items/properties/problemReport/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs32 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.baseline !== undefined){
let data16 = data1.baseline;
const _errs34 = errors;
if(errors === _errs34){
if(typeof data16 === "string"){
if(func2(data16) < 1){
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/baseline",schemaPath:"#/properties/justifications/items/properties/baseline/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0+"/baseline",schemaPath:"#/properties/justifications/items/properties/baseline/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs34 === errors;
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
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/justifications/" + i0,schemaPath:"#/properties/justifications/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/justifications",schemaPath:"#/properties/justifications/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
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

