with Ada.Text_IO;
with Beacon;

procedure Beacon_Test is

   --  @testcase TC-BCN-1-01
   --  @verifies LL-1
   --  @intent lights the lamp for the first 100 ms
   procedure Lights_Lamp is
   begin
      Ada.Text_IO.Put_Line
        ((if Beacon.Lamp_On (1_099) then "" else "not ") & "ok 1 - TC-BCN-1-01 lights the lamp");
   end Lights_Lamp;

   --  @testcase TC-BCN-1-02
   --  @verifies LL-1
   --  @kind robustness
   --  @intent keeps its rhythm at the end of the day
   procedure Keeps_Rhythm is
   begin
      Ada.Text_IO.Put_Line
        ((if Beacon.Lamp_On (86_400_000) then "" else "not ") & "ok 2 - TC-BCN-1-02 keeps its rhythm");
   end Keeps_Rhythm;

begin
   Ada.Text_IO.Put_Line ("1..2");
   Lights_Lamp;
   Keeps_Rhythm;
end Beacon_Test;
